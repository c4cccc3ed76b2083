package licensing.platform;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Plain requests to the platform, as a browser or a stranger would make them. */
record Wire(PaymentPlatform platform) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  HttpResponse<String> options(String path) {
    return send(request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  String[] keys() {
    byte[] pair = "test-public-key:test-private-key".getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)};
  }

  /** As the form's frame does it. */
  HttpResponse<String> tokenize(String number, String expiration, String cvv) {
    try {
      Map<String, Object> card = Map.of("number", number, "expirationDate", expiration, "cvv", cvv);
      return post(
          "/merchants/test-merchant/client_api/v1/payment_methods/credit_cards",
          JSON.std.asString(Map.of("creditCard", card, "authorizationFingerprint", fingerprint())));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String nonceFor(String number) {
    try {
      Map<String, Object> answer =
          JSON.std.mapFrom(
              tokenize(number, "12/39", number.startsWith("3") ? "1234" : "123").body());
      return ((Map<?, ?>) ((List<?>) answer.get("creditCards")).getFirst()).get("nonce").toString();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What a client token lets the frame show. */
  String fingerprint() {
    try {
      byte[] token = Base64.getDecoder().decode(Gateways.of(platform).clientToken().generate());
      return JSON.std.mapFrom(token).get("authorizationFingerprint").toString();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    URI address = URI.create("http://127.0.0.1:" + platform.port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
