package licensing.platform.form;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import licensing.platform.ledger.Secrets;

/**
 * Client tokens: what a merchant's page needs to open the card form. They are signed, not stored,
 * and valid for 24 hours.
 */
public final class ClientTokens {
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final String merchantId;
  private final Supplier<String> publicUrl;
  private final Secrets secrets;
  private final InstantSource clock;

  public ClientTokens(
      String merchantId, Supplier<String> publicUrl, Secrets secrets, InstantSource clock) {
    this.merchantId = merchantId;
    this.publicUrl = publicUrl;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * @param version 1: plain JSON; 2: the same in Base64
   * @param domains where the merchant means to use it; not enforced here
   * @param account the merchant account it is for, where alone authentications by it count
   */
  public String issue(int version, List<String> domains, String account) {
    String url = publicUrl.get();
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("version", version);
    token.put("environment", "sandbox");
    token.put("merchantId", merchantId);
    token.put("merchantAccountId", account);
    token.put("assetsUrl", ClientConfiguration.ASSETS);
    token.put("configUrl", ClientConfiguration.address(merchantId));
    token.put("graphQL", ClientConfiguration.graphQl());
    // For programs that tokenize without a browser: the client there reads the others alone.
    token.put("clientApiUrl", url + ClientConfiguration.clientApi(merchantId));
    token.put("authorizationFingerprint", fingerprint(domains, account));
    String json = json(token);
    return version == 1 ? json : base64(json);
  }

  /** Whether it was issued here and is not older than a day. */
  boolean isValid(String fingerprint) {
    int dot = fingerprint.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String signed = fingerprint.substring(0, dot);
    return MessageDigest.isEqual(
            mac(signed).getBytes(StandardCharsets.UTF_8),
            fingerprint.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
        && clock.instant().isBefore(expiry(signed));
  }

  private String fingerprint(List<String> domains, String account) {
    long expiry = clock.instant().plus(LIFETIME).getEpochSecond();
    String claims =
        json(
            Map.of(
                "exp",
                expiry,
                "id",
                Secrets.random(16),
                "domains",
                domains,
                "merchant_account_id",
                account));
    return base64(claims) + "." + mac(base64(claims));
  }

  /** The merchant account it is for; to be asked only for one that is valid. */
  String account(String fingerprint) {
    return claim(fingerprint.substring(0, fingerprint.lastIndexOf('.')), "merchant_account_id");
  }

  private static Instant expiry(String signed) {
    return Instant.ofEpochSecond(Long.parseLong(claim(signed, "exp")));
  }

  /** To be asked only for what was signed here. */
  private static String claim(String signed, String name) {
    try {
      return String.valueOf(JSON.std.mapFrom(Base64.getDecoder().decode(signed)).get(name));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String mac(String signed) {
    return secrets.digest("client token", merchantId + '|' + signed);
  }
}
