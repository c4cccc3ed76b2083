package licensing.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the file of a license, or of a machine, with a JDK and nothing else, from this source:
 * {@code java LicenseVerifier.java FILE KEYS [LICENSE_KEY [FINGERPRINT]]}. Ends with 0 for one of
 * ours that is good now, or is encrypted; else with 1. What it says begins with one of the codes
 * that the console's page has.
 */
final class LicenseVerifier {

  /** In bytes: each file of ours is shorter. */
  private static final int LONGEST = 16 * 1024;

  private static final Pattern BEGINS =
      Pattern.compile("-----BEGIN (LICENSE|MACHINE) FILE-----(?s:.*)");
  private static final Pattern FILE =
      Pattern.compile(
          "-----BEGIN (LICENSE|MACHINE) FILE-----\n([A-Za-z0-9+/=\n]+)-----END \\1 FILE-----\n?");
  private static final Pattern SIGNED =
      Pattern.compile(
          "\\{\"enc\":\"([A-Za-z0-9+/=.]+)\",\"sig\":\"([A-Za-z0-9+/=]+)\",\"alg\":\"([a-z0-9+-]+)\"}");
  private static final Pattern GOOD =
      Pattern.compile("\"meta\":\\{\"issued\":\"([^\"]+)\",\"expiry\":\"([^\"]+)\"");

  /** Of what is bought as a test; within a text its quotation marks would be escaped. */
  private static final String TEST = "\"test\":true";

  private static final Pattern PUBLIC_KEY =
      Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private static final Result DAMAGED =
      new Result(false, "DAMAGED: cut off, or damaged on its way");

  private LicenseVerifier() {}

  /** What a file came to: whether it is good now, and why, in one line. */
  record Result(boolean good, String told) {}

  public static void main(String[] arguments) {
    Result result;
    try {
      result =
          verify(
              read(Path.of(arguments[0])),
              keys(arguments[1]),
              arguments.length > 2 ? arguments[2] : "",
              arguments.length > 3 ? arguments[3] : "",
              Instant.now());
    } catch (IOException e) {
      result = new Result(false, "cannot be read: " + e);
    }
    System.out.println(result.told());
    System.exit(result.good() ? 0 : 1);
  }

  /** No more than tells that it is too long; of whatever bytes it is made. */
  private static String read(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(LONGEST + 1), ISO_8859_1);
    }
  }

  /**
   * @param keys public ones, of 64 hexadecimal digits, any of which may have signed it
   * @param licenseKey what an encrypted file is read with; empty: it is only known to be genuine
   * @param fingerprint what that of a machine is read with as well
   */
  static Result verify(
      String text, List<String> keys, String licenseKey, String fingerprint, Instant now) {
    if (text.length() > LONGEST) {
      return new Result(false, "TOO_LONG: no file that was made here");
    }
    var file = FILE.matcher(text.replace("\r\n", "\n"));
    if (!file.matches()) {
      return BEGINS.matcher(text).matches()
          ? DAMAGED
          : new Result(false, "NO_FILE: neither a license's nor a machine's");
    }
    boolean ofMachine = file.group(1).equals("MACHINE");
    try {
      var signed =
          SIGNED.matcher(
              new String(Base64.getDecoder().decode(file.group(2).replace("\n", "")), UTF_8));
      if (!signed.matches()) {
        return DAMAGED;
      }
      String enc = signed.group(1);
      byte[] signature = Base64.getDecoder().decode(signed.group(2));
      String content = (ofMachine ? "machine/" : "license/") + enc;
      Optional<String> signer =
          keys.stream().filter(key -> isOf(key, content, signature)).findFirst();
      if (signer.isEmpty()) {
        return new Result(false, "NOT_GENUINE: none of the keys has signed it");
      }
      String genuine = "genuine, signed by " + signer.get();
      boolean encrypted = signed.group(3).startsWith("aes-256-gcm");
      if (encrypted && (licenseKey.isEmpty() || ofMachine && fingerprint.isEmpty())) {
        return new Result(
            true,
            "SEALED: %s; its license key%s says until when it is good"
                .formatted(genuine, ofMachine ? " with the machine's fingerprint" : ""));
      }
      String document =
          encrypted
              ? decrypt(enc, ofMachine ? licenseKey + fingerprint : licenseKey)
              : new String(Base64.getDecoder().decode(enc), UTF_8);
      return judge(document, genuine, now);
    } catch (GeneralSecurityException e) {
      return new Result(
          false, "OTHER_KEY: not to be decrypted with that license key, or for another machine");
    } catch (IllegalArgumentException e) {
      return DAMAGED;
    }
  }

  private static Result judge(String document, String genuine, Instant now) {
    var good = GOOD.matcher(document);
    if (!good.find()) {
      return DAMAGED;
    }
    boolean expired = !now.isBefore(Instant.parse(good.group(2)));
    return new Result(
        !expired,
        "%s: %s; %s %s%s\n%s"
            .formatted(
                expired ? "EXPIRED" : "GOOD",
                genuine,
                expired ? "was good until" : "good until",
                good.group(2),
                document.contains(TEST) ? "; bought as a test" : "",
                document));
  }

  private static boolean isOf(String key, String text, byte[] signature) {
    try {
      // What an Ed25519 key begins with as OpenSSL and the JDK read it (RFC 8410).
      byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + key);
      PublicKey known =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Signature verifying = Signature.getInstance("Ed25519");
      verifying.initVerify(known);
      verifying.update(text.getBytes(UTF_8));
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String decrypt(String enc, String secret) throws GeneralSecurityException {
    String[] parts = enc.split("\\.");
    if (parts.length != 3) {
      throw new IllegalArgumentException("ciphertext, IV and tag are missing");
    }
    byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, Base64.getDecoder().decode(parts[1])));
    cipher.update(Base64.getDecoder().decode(parts[0]));
    return new String(cipher.doFinal(Base64.getDecoder().decode(parts[2])), UTF_8);
  }

  /** Those of a text, or of what is published at an address. */
  private static List<String> keys(String given) throws IOException {
    String text = given.startsWith("http") ? published(URI.create(given)) : given;
    List<String> found = new ArrayList<>();
    PUBLIC_KEY.matcher(text).results().forEach(key -> found.add(key.group()));
    if (found.isEmpty()) {
      throw new IOException("no public key of 64 hexadecimal digits in " + given);
    }
    return found;
  }

  private static String published(URI address) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IOException(
          "no public keys at %s: give one, or start what has them".formatted(address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
