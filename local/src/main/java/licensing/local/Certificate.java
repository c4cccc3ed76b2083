package licensing.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * By which this machine's balancer is known: signed by itself, for localhost alone, and made anew
 * before it ends.
 *
 * @param folder where it is kept
 */
public record Certificate(Path folder) {

  private static final String NAME = "console";

  /** The folder is nobody else's: what its files are locked with keeps nobody out. */
  private static final String PASSWORD = "of-no-worth";

  private static final int DAYS = 365;
  private static final Duration AHEAD = Duration.ofDays(30);

  /** Makes it, if there is none that is good for a while. */
  Optional<Job> missing() {
    return isGood()
        ? Optional.empty()
        : Optional.of(
            new Job(
                new Program(
                    "certificate", List.of(), this::keytool, () -> true, Ending.Signal.TERM),
                this::export));
  }

  /** The certificate, as nginx and browsers read it. */
  Path pem() {
    return folder.resolve("certificate.pem");
  }

  /** Its key, likewise. */
  Path key() {
    return folder.resolve("key.pem");
  }

  /** Options with which the JDK believes this certificate, and no other. */
  List<String> trusted() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trust(), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** As above, for connections from this process. */
  public SSLContext tls() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(KeyStore.getInstance(trust().toFile(), PASSWORD.toCharArray()));
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, factory.getTrustManagers(), null);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new LaunchFailure("The console's certificate cannot be read: " + e.getMessage(), e);
    }
  }

  /** The last file that is made of it tells that all are there. */
  private boolean isGood() {
    if (!Files.exists(trust())) {
      return false;
    }
    try {
      KeyStore store = KeyStore.getInstance(trust().toFile(), PASSWORD.toCharArray());
      Instant end = ((X509Certificate) store.getCertificate(NAME)).getNotAfter().toInstant();
      return end.isAfter(Instant.now().plus(AHEAD));
    } catch (IOException | GeneralSecurityException unreadable) {
      return false;
    }
  }

  private ProcessBuilder keytool() throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(store());
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        NAME,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-validity",
        Integer.toString(DAYS),
        "-storetype",
        "PKCS12",
        "-keystore",
        store().toString(),
        "-storepass",
        PASSWORD);
  }

  private void export() {
    try {
      KeyStore made = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
      byte[] key = made.getKey(NAME, PASSWORD.toCharArray()).getEncoded();
      Files.deleteIfExists(key());
      Files.createFile(
          key(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key(), pem("PRIVATE KEY", key));
      Files.writeString(pem(), pem("CERTIFICATE", made.getCertificate(NAME).getEncoded()));
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry(NAME, made.getCertificate(NAME));
      Files.delete(store());
      try (OutputStream out = Files.newOutputStream(trust())) {
        trust.store(out, PASSWORD.toCharArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new LaunchFailure("The console's certificate cannot be made: " + e.getMessage(), e);
    }
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(content));
  }

  private Path store() {
    return folder.resolve("key.p12");
  }

  private Path trust() {
    return folder.resolve("trust.p12");
  }
}
