package licensing.web.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import licensing.keys.LicenseSignatures;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a text comes to that is said to be a license file.
 *
 * @param license what it says, where it can be read; believed since it is ours
 */
record VerifiedFile(Outcome outcome, @Nullable Told license) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 16 * 1024;
  private static final Pattern LINES =
      Pattern.compile(
          "\\s*-----BEGIN LICENSE FILE-----([A-Za-z0-9+/=\\s]+)-----END LICENSE FILE-----\\s*");

  /** How far it can be believed. */
  enum Outcome {
    /** Ours, and good now. */
    GOOD,
    /** Ours, and was good. */
    EXPIRED,
    /** Ours; what it says is encrypted. */
    SEALED,
    /** Ours, and not encrypted with the license key that was given. */
    OTHER_KEY,
    /** None of our keys has signed it. */
    NOT_GENUINE,
    /** Something else. */
    NO_FILE
  }

  /** What a file says. */
  record Told(String key, String kind, int quantity, Instant issued, Instant expiry) {}

  /**
   * @param licenseKey what an encrypted file is read with; empty where that is not known
   */
  static VerifiedFile of(
      String text, String licenseKey, LicenseSignatures signatures, Instant now) {
    var lines = LINES.matcher(text);
    if (text.length() > LONGEST || !lines.matches()) {
      return new VerifiedFile(Outcome.NO_FILE, null);
    }
    try {
      JsonNode signed = JSON.readTree(Base64.getMimeDecoder().decode(lines.group(1)));
      String enc = signed.path("enc").asString("");
      byte[] signature = Base64.getDecoder().decode(signed.path("sig").asString(""));
      if (!signatures.areOf((LicenseFile.SIGNED + enc).getBytes(UTF_8), signature)) {
        return new VerifiedFile(Outcome.NOT_GENUINE, null);
      }
      boolean encrypted = signed.path("alg").asString("").equals(LicenseFile.algorithm(true));
      if (encrypted && licenseKey.isEmpty()) {
        return new VerifiedFile(Outcome.SEALED, null);
      }
      byte[] document =
          encrypted ? LicenseFile.decrypt(enc, licenseKey) : Base64.getDecoder().decode(enc);
      return judged(JSON.readTree(document), now);
    } catch (GeneralSecurityException e) {
      return new VerifiedFile(Outcome.OTHER_KEY, null);
    } catch (IllegalArgumentException | JacksonException e) {
      return new VerifiedFile(Outcome.NO_FILE, null);
    }
  }

  private static VerifiedFile judged(JsonNode document, Instant now) {
    JsonNode attributes = document.path("data").path("attributes");
    Told told =
        new Told(
            attributes.path("key").asString(),
            attributes.path("name").asString(),
            attributes.path("maxMachines").asInt(),
            Instant.parse(document.path("meta").path("issued").asString()),
            Instant.parse(document.path("meta").path("expiry").asString()));
    return new VerifiedFile(now.isBefore(told.expiry()) ? Outcome.GOOD : Outcome.EXPIRED, told);
  }
}
