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

  public String issue() {
    String url = publicUrl.get();
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("version", 2);
    token.put("environment", "stand-in");
    token.put("merchantId", merchantId);
    token.put("assetsUrl", url);
    token.put("clientApiUrl", url + "/merchants/" + merchantId + "/client_api");
    token.put("authorizationFingerprint", fingerprint());
    try {
      byte[] json = JSON.std.asString(token).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(json);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
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

  private String fingerprint() {
    long expiry = clock.instant().plus(LIFETIME).getEpochSecond();
    String signed = expiry + "." + Secrets.random(16);
    return signed + "." + mac(signed);
  }

  private static Instant expiry(String signed) {
    return Instant.ofEpochSecond(Long.parseLong(signed.substring(0, signed.indexOf('.'))));
  }

  private String mac(String signed) {
    return secrets.digest("client token", merchantId + '|' + signed);
  }
}
