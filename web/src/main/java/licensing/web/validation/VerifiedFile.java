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
 * What a text comes to that is said to be the file of a license, or of a machine.
 *
 * @param told what it says, where it can be read; believed since it is ours
 */
record VerifiedFile(Outcome outcome, @Nullable Told told) {

  /** As long as a text may be, in characters: each file of ours is shorter. */
  static final int LONGEST = 16 * 1024;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BEGINS =
      Pattern.compile("-----BEGIN (LICENSE|MACHINE) FILE-----(?s:.*)");
  private static final Pattern LINES =
      Pattern.compile(
          "-----BEGIN (LICENSE|MACHINE) FILE-----([A-Za-z0-9+/=\\s]+)-----END \\1 FILE-----");

  /** How far it can be believed. {@code ./dev verify-license} has the same. */
  enum Outcome {
    /** Ours, and good now. */
    GOOD,
    /** Ours, and was good. */
    EXPIRED,
    /** Ours; what it says is encrypted. */
    SEALED,
    /** Ours, and not encrypted with the license key, or for the machine, that was given. */
    OTHER_KEY,
    /** None of our keys has signed it: it is forged, was changed, or is somebody else's. */
    NOT_GENUINE,
    /** The beginning of one, or what is left of one. */
    DAMAGED,
    TOO_LONG,
    /** Something else. */
    NO_FILE
  }

  /**
   * What a file says.
   *
   * @param fingerprint of the machine; null in the file of a license
   * @param test whether nothing was sold in earnest
   */
  record Told(
      String key,
      String kind,
      int quantity,
      Instant issued,
      Instant expiry,
      @Nullable String fingerprint,
      boolean test) {}

  /**
   * @param licenseKey what an encrypted file is read with; empty where that is not known
   * @param fingerprint of the machine, which its encrypted file is read with as well; empty where
   *     that is not known
   */
  static VerifiedFile of(
      String text,
      String licenseKey,
      String fingerprint,
      LicenseSignatures signatures,
      Instant now) {
    if (text.length() > LONGEST) {
      return new VerifiedFile(Outcome.TOO_LONG, null);
    }
    var lines = LINES.matcher(text.strip());
    if (!lines.matches()) {
      boolean begins = BEGINS.matcher(text.strip()).matches();
      return new VerifiedFile(begins ? Outcome.DAMAGED : Outcome.NO_FILE, null);
    }
    boolean ofMachine = lines.group(1).equals("MACHINE");
    try {
      JsonNode signed = JSON.readTree(Base64.getMimeDecoder().decode(lines.group(2)));
      String enc = signed.path("enc").asString("");
      byte[] signature = Base64.getDecoder().decode(signed.path("sig").asString(""));
      String prefix = ofMachine ? LicenseFile.SIGNED_OF_MACHINE : LicenseFile.SIGNED;
      if (!signatures.areOf((prefix + enc).getBytes(UTF_8), signature)) {
        return new VerifiedFile(Outcome.NOT_GENUINE, null);
      }
      boolean encrypted = signed.path("alg").asString("").equals(LicenseFile.algorithm(true));
      if (encrypted && (licenseKey.isEmpty() || ofMachine && fingerprint.isEmpty())) {
        return new VerifiedFile(Outcome.SEALED, null);
      }
      byte[] document =
          encrypted
              ? LicenseFile.decrypt(enc, ofMachine ? licenseKey + fingerprint : licenseKey)
              : Base64.getDecoder().decode(enc);
      return judged(JSON.readTree(document), now);
    } catch (GeneralSecurityException e) {
      return new VerifiedFile(Outcome.OTHER_KEY, null);
    } catch (IllegalArgumentException | JacksonException e) {
      return new VerifiedFile(Outcome.DAMAGED, null);
    }
  }

  /** A machine's file has its license among what is included. */
  private static VerifiedFile judged(JsonNode document, Instant now) {
    JsonNode data = document.path("data");
    String fingerprint = data.at("/attributes/fingerprint").asString(null);
    JsonNode license = fingerprint == null ? data : document.at("/included/0");
    JsonNode attributes = license.path("attributes");
    Told told =
        new Told(
            attributes.path("key").asString(),
            attributes.path("name").asString(),
            attributes.path("maxMachines").asInt(),
            Instant.parse(document.path("meta").path("issued").asString()),
            Instant.parse(document.path("meta").path("expiry").asString()),
            fingerprint,
            attributes.at("/metadata/test").asBoolean(false));
    return new VerifiedFile(now.isBefore(told.expiry()) ? Outcome.GOOD : Outcome.EXPIRED, told);
  }
}
