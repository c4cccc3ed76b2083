package licensing.platform.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the platform's client in the browser asks for first. That client takes https and Braintree's
 * own hosts alone, so those of the sandbox are named: a browser that shall reach the stand-in by
 * them maps the names, or its page loads {@code loopback.js} before.
 */
record ClientConfiguration(String merchantId, String songbirdIntegrity) {
  static final String ASSETS = "https://assets.braintreegateway.com";
  static final String SONGBIRD = "/V1/Cruise/songbird.js";
  static final String BANK = "/V2/Cruise/StepUp";
  private static final String API = "https://api.sandbox.braintreegateway.com:443";
  private static final String GRAPH_QL = "https://payments.sandbox.braintree-api.com/graphql";
  private static final String SONGBIRD_HOST = "https://cas.static.client.cardinaltrusted.com";
  private static final String BANK_HOST = "https://centinelapistag.cardinalcommerce.com";

  /** Below a host's name. */
  static String clientApi(String merchantId) {
    return "/merchants/" + merchantId + "/client_api";
  }

  /** Where it is asked for. */
  static String address(String merchantId) {
    return API + clientApi(merchantId) + "/v1/configuration";
  }

  /**
   * From the day on that is named, clients ask by GraphQL, and else where nothing answers there.
   */
  static Map<String, Object> graphQl() {
    return Map.of(
        "url", GRAPH_QL, "date", "2018-05-08", "features", List.of("tokenize_credit_cards"));
  }

  /** Where a bank asks the buyer. */
  static String bank() {
    return BANK_HOST + BANK;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("environment", "sandbox");
    json.put("merchantId", merchantId);
    json.put("assetsUrl", ASSETS);
    json.put("clientApiUrl", API + clientApi(merchantId));
    json.put("configUrl", address(merchantId));
    json.put("graphQL", graphQl());
    json.put("analytics", Map.of("url", analytics()));
    json.put("challenges", List.of("cvv"));
    json.put(
        "creditCards",
        Map.of(
            "supportedCardTypes",
            List.of("American Express", "Discover", "JCB", "MasterCard", "Visa")));
    json.put("threeDSecureEnabled", true);
    json.put("threeDSecure", threeDSecure());
    json.put("paypalEnabled", false);
    json.put("venmo", "off");
    return json;
  }

  /** The same under the names of GraphQL. */
  Map<String, Object> graphQlJson() {
    Map<String, Object> card =
        Map.of(
            "supportedCardBrands",
            List.of("AMERICAN_EXPRESS", "DISCOVER", "JCB", "MASTERCARD", "VISA"),
            "challenges",
            List.of("CVV"),
            "threeDSecureEnabled",
            true,
            "threeDSecure",
            threeDSecure());
    return Map.of(
        "environment",
        "SANDBOX",
        "merchantId",
        merchantId,
        "assetsUrl",
        ASSETS,
        "clientApiUrl",
        API + clientApi(merchantId),
        "analyticsUrl",
        analytics(),
        "creditCard",
        card,
        "supportedFeatures",
        List.of("TOKENIZE_CREDIT_CARDS"));
  }

  private String analytics() {
    return "https://origin-analytics-sand.sandbox.braintree-api.com/" + merchantId;
  }

  private Map<String, Object> threeDSecure() {
    return Map.of(
        "cardinalAuthenticationJWT",
        "stand-in",
        "cardinalSongbirdUrl",
        SONGBIRD_HOST + SONGBIRD,
        "cardinalSongbirdIdentityHash",
        songbirdIntegrity);
  }
}
