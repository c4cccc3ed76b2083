package licensing.local;

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
 * Verifies a license file with a JDK and nothing else, from this source: {@code java
 * LicenseVerifier.java FILE KEYS [LICENSE_KEY]}. Ends with 0 for one of ours that is good now, else
 * with 1.
 */
final class LicenseVerifier {

  private static final Pattern FILE =
      Pattern.compile(
          "-----BEGIN LICENSE FILE-----\n([A-Za-z0-9+/=\n]+)-----END LICENSE FILE-----\n?");
  private static final Pattern SIGNED =
      Pattern.compile(
          "\\{\"enc\":\"([A-Za-z0-9+/=.]+)\",\"sig\":\"([A-Za-z0-9+/=]+)\",\"alg\":\"([a-z0-9+-]+)\"}");
  private static final Pattern GOOD =
      Pattern.compile("\"meta\":\\{\"issued\":\"([^\"]+)\",\"expiry\":\"([^\"]+)\"");
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private LicenseVerifier() {}

  /** What a file came to: whether it is good now, and why, in one line. */
  record Result(boolean good, String told) {}

  public static void main(String[] arguments) {
    Result result;
    try {
      result =
          verify(
              Files.readString(Path.of(arguments[0])),
              keys(arguments[1]),
              arguments.length > 2 ? Optional.of(arguments[2]) : Optional.empty(),
              Instant.now());
    } catch (IOException e) {
      result = new Result(false, "cannot be read: " + e);
    }
    System.out.println(result.told());
    System.exit(result.good() ? 0 : 1);
  }

  /**
   * @param keys public ones, of 64 hexadecimal digits, any of which may have signed it
   * @param licenseKey what an encrypted file is read with; else it is only known to be genuine
   */
  static Result verify(String text, List<String> keys, Optional<String> licenseKey, Instant now) {
    var file = FILE.matcher(text.replace("\r\n", "\n"));
    if (!file.matches()) {
      return new Result(false, "no license file");
    }
    try {
      var signed =
          SIGNED.matcher(
              new String(Base64.getDecoder().decode(file.group(1).replace("\n", "")), UTF_8));
      if (!signed.matches()) {
        return new Result(false, "no license file");
      }
      String enc = signed.group(1);
      byte[] signature = Base64.getDecoder().decode(signed.group(2));
      Optional<String> signer =
          keys.stream().filter(key -> isOf(key, "license/" + enc, signature)).findFirst();
      if (signer.isEmpty()) {
        return new Result(false, "not genuine: none of the keys has signed it");
      }
      String genuine = "genuine, signed by " + signer.get();
      boolean encrypted = signed.group(3).startsWith("aes-256-gcm");
      if (encrypted && licenseKey.isEmpty()) {
        return new Result(
            true, genuine + "; encrypted: its license key says until when it is good");
      }
      String document =
          encrypted
              ? decrypt(enc, licenseKey.orElseThrow())
              : new String(Base64.getDecoder().decode(enc), UTF_8);
      return judge(document, genuine, now);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Result(false, "not to be decrypted with that license key");
    }
  }

  private static Result judge(String document, String genuine, Instant now) {
    var good = GOOD.matcher(document);
    if (!good.find()) {
      return new Result(false, genuine + "; not a license");
    }
    boolean expired = !now.isBefore(Instant.parse(good.group(2)));
    return new Result(
        !expired,
        "%s; %s at %s\n%s"
            .formatted(genuine, expired ? "EXPIRED" : "good, expires", good.group(2), document));
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

  private static String decrypt(String enc, String licenseKey) throws GeneralSecurityException {
    String[] parts = enc.split("\\.");
    if (parts.length != 3) {
      throw new IllegalArgumentException("ciphertext, IV and tag are missing");
    }
    byte[] key = MessageDigest.getInstance("SHA-256").digest(licenseKey.getBytes(UTF_8));
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
