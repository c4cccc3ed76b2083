package licensing.local.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The platform's own hosts as a browser sees them, over https and with a certificate made for the
 * occasion; what answers behind them is the stand-in. So the platform's client and production's
 * policy are what they are.
 */
final class PlatformHosts implements AutoCloseable {

  private static final List<String> DOMAINS =
      List.of(
          "braintreegateway.com",
          "braintree-api.com",
          "paypal.com",
          "cardinalcommerce.com",
          "cardinaltrusted.com");

  private static final String PASSWORD = "of-no-worth";

  private final ServerSocket server;
  private final String publicKeyHash;
  private final int standIn;

  private PlatformHosts(ServerSocket server, String publicKeyHash, int standIn) {
    this.server = server;
    this.publicKeyHash = publicKeyHash;
    this.standIn = standIn;
  }

  /**
   * @param folder for the certificate
   * @param standIn its port on this machine
   */
  static PlatformHosts open(Path folder, int standIn) {
    try {
      KeyStore keys = KeyStore.getInstance(made(folder).toFile(), PASSWORD.toCharArray());
      byte[] key = keys.getCertificate("platform").getPublicKey().getEncoded();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      ServerSocket server =
          tls(keys)
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var hosts = new PlatformHosts(server, Base64.getEncoder().encodeToString(hash), standIn);
      Thread.ofVirtual().start(hosts::serve);
      return hosts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With which Chromium finds them here, and trusts this one certificate beside all others. */
  List<String> arguments() {
    String here = " 127.0.0.1:" + server.getLocalPort();
    String rules =
        DOMAINS.stream().map(domain -> "MAP *." + domain + here).collect(Collectors.joining(", "));
    return List.of(
        "--host-resolver-rules=" + rules, "--ignore-certificate-errors-spki-list=" + publicKeyHash);
  }

  /** With which Firefox finds them here, as it would any host; what it trusts is not told by it. */
  Map<String, Object> preferences() {
    return Map.of(
        "network.dns.forceResolve",
        "127.0.0.1",
        "network.socket.forcePort",
        "443=" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket browser = server.accept();
        Thread.ofVirtual().start(() -> connect(browser));
      } catch (IOException closed) {
        // The loop's condition tells.
      }
    }
  }

  private void connect(Socket browser) {
    try (browser;
        Socket platform = new Socket(InetAddress.getLoopbackAddress(), standIn)) {
      Thread back = Thread.ofVirtual().start(() -> copy(platform, browser));
      copy(browser, platform);
      back.join();
    } catch (IOException gone) {
      // The browser sees that the connection has ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until one of them ends, which ends the other. */
  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException gone) {
      // As above.
    }
  }

  private static SSLContext tls(KeyStore keys) throws GeneralSecurityException {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    return tls;
  }

  private static Path made(Path folder) throws IOException {
    Path file = folder.resolve("platform-hosts.p12");
    String names =
        DOMAINS.stream().map(domain -> "dns:*." + domain).collect(Collectors.joining(","));
    Stream<String> command =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "platform",
            "-keyalg",
            "EC",
            "-dname",
            "CN=stand-in",
            "-ext",
            "SAN=" + names,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process keytool = new ProcessBuilder(command.toList()).inheritIO().start();
    try {
      if (keytool.waitFor() != 0 || !Files.exists(file)) {
        throw new IllegalStateException("keytool made no certificate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return file;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
