package licensing.web.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import licensing.edge.Machines.Machine;
import licensing.keys.LicenseSignatures;
import licensing.reading.KeyedLicenses.KeyedLicense;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A license, or a machine of one, as a file, signed, that software checks with nobody to ask: in
 * the format of Keygen's license and machine files, which published clients read. The same license
 * makes the same bytes each time.
 *
 * @param issued when it was made out, to the second; never later than now, or clients take their
 *     clock for wrong
 * @param expiry until when it is good: what clients judge by
 * @param encrypted with the license's key, as the clients ask for; else everybody reads it
 * @param text what is kept and handed on: ASCII, with LF alone
 */
public record LicenseFile(Instant issued, Instant expiry, boolean encrypted, String text) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What comes before the content where that is signed. */
  static final String SIGNED = "license/";

  static final String SIGNED_OF_MACHINE = "machine/";

  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /** What clients take for a number of seconds. */
  private static final long LONGEST = Integer.MAX_VALUE;

  /** Good for as long as the license works. */
  public static LicenseFile of(
      KeyedLicense license, boolean encrypted, LicenseSignatures signatures) {
    return of(license, license.issued(), license.worksUntil(), encrypted, signatures);
  }

  static LicenseFile of(
      KeyedLicense license,
      Instant issued,
      Instant expiry,
      boolean encrypted,
      LicenseSignatures signatures) {
    ObjectNode document = JSON.createObjectNode();
    document.set("data", asIssued(license));
    document.set("included", LicenseDocuments.entitlements(license));
    String key = license.license().key().value();
    return made("LICENSE", SIGNED, document, issued, expiry, encrypted ? key : null, signatures);
  }

  /**
   * That of a machine, which no other machine takes for its own.
   *
   * @param encrypted with the license's key and the machine's fingerprint behind it
   */
  static LicenseFile of(
      Machine machine,
      KeyedLicense license,
      Instant issued,
      Instant expiry,
      boolean encrypted,
      LicenseSignatures signatures) {
    // When it was seen last is no more than that: the same machine makes the same bytes.
    Machine activated =
        new Machine(
            machine.id(),
            machine.fingerprint(),
            machine.name(),
            machine.platform(),
            machine.activatedAt(),
            machine.activatedAt());
    ObjectNode document = JSON.createObjectNode();
    document.set("data", LicenseDocuments.machine(activated, license.license().purchase()));
    document
        .putArray("included")
        .add(asIssued(license))
        .addAll(LicenseDocuments.entitlements(license));
    String secret = license.license().key().value() + machine.fingerprint();
    return made(
        "MACHINE",
        SIGNED_OF_MACHINE,
        document,
        issued,
        expiry,
        encrypted ? secret : null,
        signatures);
  }

  /**
   * @param label in the lines around it
   * @param prefix what comes before the content where that is signed
   * @param secret null where everybody may read it
   */
  private static LicenseFile made(
      String label,
      String prefix,
      ObjectNode document,
      Instant issued,
      Instant expiry,
      @Nullable String secret,
      LicenseSignatures signatures) {
    document
        .putObject("meta")
        .put("issued", LicenseDocuments.time(issued))
        .put("expiry", LicenseDocuments.time(expiry))
        .put("ttl", seconds(issued, expiry));
    byte[] content = JSON.writeValueAsBytes(document);
    String enc = secret == null ? base64(content) : encrypt(content, secret);
    ObjectNode signed =
        JSON.createObjectNode()
            .put("enc", enc)
            .put("sig", base64(signatures.sign((prefix + enc).getBytes(UTF_8))))
            .put("alg", algorithm(secret != null));
    String lines =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(JSON.writeValueAsBytes(signed));
    return new LicenseFile(
        issued,
        expiry,
        secret != null,
        "-----BEGIN %s FILE-----\n%s\n-----END %s FILE-----\n".formatted(label, lines, label));
  }

  /** As the clients name it. */
  public String algorithm() {
    return algorithm(encrypted);
  }

  static String algorithm(boolean encrypted) {
    return (encrypted ? "aes-256-gcm" : "base64") + "+ed25519";
  }

  long seconds() {
    return seconds(issued, expiry);
  }

  private static long seconds(Instant issued, Instant expiry) {
    return Math.clamp(Duration.between(issued, expiry).toSeconds(), 1, LONGEST);
  }

  /** What was issued, whatever became of it since: a check over HTTP says that. */
  private static ObjectNode asIssued(KeyedLicense license) {
    ObjectNode data = LicenseDocuments.license(license);
    ((ObjectNode) data.get("attributes")).put("status", "ACTIVE");
    return data;
  }

  /**
   * The IV follows from the document and the key: another one for another document, and the same
   * bytes for the same.
   */
  private static String encrypt(byte[] document, String secret) {
    try {
      byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] iv = Arrays.copyOf(mac.doFinal(document), IV_BYTES);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
      byte[] sealed = cipher.doFinal(document);
      int length = sealed.length - TAG_BYTES;
      return String.join(
          ".",
          base64(Arrays.copyOf(sealed, length)),
          base64(iv),
          base64(Arrays.copyOfRange(sealed, length, sealed.length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM, HMAC and SHA-256", e);
    }
  }

  /**
   * @param secret the license's key, and for a machine its fingerprint behind it
   * @throws GeneralSecurityException where it was encrypted with another
   * @throws IllegalArgumentException where it is no such text
   */
  static byte[] decrypt(String enc, String secret) throws GeneralSecurityException {
    String[] parts = enc.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("ciphertext, IV and tag are missing");
    }
    Base64.Decoder decoder = Base64.getDecoder();
    byte[] ciphertext = decoder.decode(parts[0]);
    byte[] tag = decoder.decode(parts[2]);
    byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
    System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
    byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, decoder.decode(parts[1])));
    return cipher.doFinal(sealed);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
