package licensing.local.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider that signs the same person in at once, whoever asks. It is away but while
 * somebody is {@link #signingIn}. What a provider may do wrong is not for a browser to see.
 */
final class SignInProvider implements AutoCloseable {

  private static final Duration LONG_AGO = Duration.ofHours(2);

  private final HttpServer server;
  private final KeyPair keys;
  private final Map<String, Map<String, Object>> people = new HashMap<>();
  private volatile Map<String, Object> person = Map.of();

  private SignInProvider(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
  }

  /** On loopback alone, at any port that is free. */
  static SignInProvider open() {
    try {
      var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var provider = new SignInProvider(HttpServer.create(here, 0), generator.generateKeyPair());
      provider.server.createContext("/company/", provider::answer);
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the console is told of it. */
  Map<String, String> variables() {
    return Map.of(
        "OIDC_ISSUER", issuer(),
        "OIDC_NAME", "Example Company",
        "OIDC_CLIENT_ID", "console",
        "OIDC_ROLE_CLAIM", "role",
        "OIDC_BUYER", "buyer",
        "OIDC_ADMIN", "admin",
        "OIDC_ORGANIZATION_CLAIM", "organization");
  }

  /**
   * Signs a person in, of each role and organization the same one. They proved there long ago who
   * they are, unless they are asked for that anew.
   *
   * @param role "buyer" or "admin"
   */
  <T> T signingIn(String role, UUID organization, Supplier<T> inTheBrowser) {
    person =
        people.computeIfAbsent(role + " of " + organization, _ -> newPerson(role, organization));
    try {
      return inTheBrowser.get();
    } finally {
      person = Map.of();
    }
  }

  private static Map<String, Object> newPerson(String role, UUID organization) {
    var subject = UUID.randomUUID().toString();
    return Map.of(
        "sub",
        subject,
        "preferred_username",
        "provided-" + subject.substring(0, 8),
        "email",
        "ann@company.example",
        "email_verified",
        true,
        "role",
        role,
        "organization",
        organization.toString());
  }

  private String issuer() {
    return "http://localhost:" + server.getAddress().getPort() + "/company";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/company/".length());
      if (path.equals("end")) {
        // The page that leads here stays.
        exchange.sendResponseHeaders(204, -1);
      } else if (person.isEmpty()) {
        exchange.sendResponseHeaders(503, -1);
      } else if (path.equals("authorize")) {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        boolean anew = "login".equals(asked.get("prompt"));
        Instant proved = anew ? Instant.now() : Instant.now().minus(LONG_AGO);
        // The code is all that is told then, so that nothing is kept from here to the token.
        String back = asked.get("redirect_uri") + "?code=%s~%d&state=%s";
        exchange
            .getResponseHeaders()
            .set(
                "Location",
                back.formatted(asked.get("nonce"), proved.getEpochSecond(), asked.get("state")));
        exchange.sendResponseHeaders(302, -1);
      } else {
        byte[] body = JsonMapper.shared().writeValueAsBytes(told(path, exchange));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Map<String, Object> told(String path, HttpExchange exchange) throws IOException {
    return switch (path) {
      case ".well-known/openid-configuration" ->
          Map.of(
              "issuer",
              issuer(),
              "authorization_endpoint",
              issuer() + "/authorize",
              "token_endpoint",
              issuer() + "/token",
              "jwks_uri",
              issuer() + "/keys",
              "end_session_endpoint",
              issuer() + "/end",
              "response_types_supported",
              List.of("code"),
              "subject_types_supported",
              List.of("public"),
              "id_token_signing_alg_values_supported",
              List.of("ES256"));
      case "keys" -> Map.of("keys", List.of(publicKey()));
      default -> {
        String sent = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
        yield Map.of(
            "access_token", "of-no-use",
            "token_type", "Bearer",
            "id_token", idToken(fields(sent).get("code").split("~")));
      }
    };
  }

  /**
   * @param code the nonce, and when the person proved who they are
   */
  private String idToken(String[] code) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>(person);
    claims.put("iss", issuer());
    claims.put("aud", "console");
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("auth_time", Long.parseLong(code[1]));
    claims.put("nonce", code[0]);
    String said = encoded(Map.of("alg", "ES256")) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(said.getBytes(US_ASCII));
      return said + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> publicKey() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return Map.of(
        "kty", "EC",
        "crv", "P-256",
        "use", "sig",
        "x", coordinate(point.getAffineX()),
        "y", coordinate(point.getAffineY()));
  }

  /** Of 32 bytes, which a number is with or without leading ones. */
  private static String coordinate(BigInteger number) {
    byte[] bytes = number.add(BigInteger.ONE.shiftLeft(256)).toByteArray();
    return base64(Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length));
  }

  private static String encoded(Map<String, Object> part) {
    return base64(JsonMapper.shared().writeValueAsBytes(part));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, String> fields(String form) {
    return Arrays.stream(form.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], UTF_8), (one, _) -> one));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
