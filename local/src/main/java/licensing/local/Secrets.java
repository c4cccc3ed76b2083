package licensing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Secrets of this machine's stack: made once, kept in a file only its owner reads. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** They stand in addresses, and beside signatures. */
  private static final Set<String> PUBLIC = Set.of("BRAINTREE_MERCHANT_ID", "BRAINTREE_PUBLIC_KEY");

  private final Properties kept = new Properties();

  private Secrets() {}

  static Secrets in(Path file) {
    Secrets secrets = new Secrets();
    try {
      secrets.read(file);
      if (secrets.complete()) {
        secrets.write(file);
      }
    } catch (IOException e) {
      throw new LaunchFailure("The secrets in " + file + " cannot be read or kept: " + e, e);
    }
    return secrets;
  }

  /** The secret of that name. */
  String get(String name) {
    String value = kept.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no such secret: " + name);
    }
    return value;
  }

  /** All that no program may write down. */
  List<String> hidden() {
    return kept.stringPropertyNames().stream()
        .filter(name -> !PUBLIC.contains(name))
        .map(this::get)
        .toList();
  }

  private void read(Path file) throws IOException {
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        kept.load(in);
      }
    }
  }

  private boolean complete() {
    int before = kept.size();
    make("DATABASE_OWNER_PASSWORD", () -> hex(24));
    make("DATABASE_PASSWORD", () -> hex(24));
    make("WORKER_DATABASE_PASSWORD", () -> hex(24));
    make("CONSOLE_DATABASE_PASSWORD", () -> hex(24));
    make("TEMPORAL_DATABASE_PASSWORD", () -> hex(24));
    make("BRAINTREE_MERCHANT_ID", () -> hex(8));
    make("BRAINTREE_PUBLIC_KEY", () -> hex(8));
    make("BRAINTREE_PRIVATE_KEY", () -> hex(16));
    make("PAYMENT_SECRET_KEY", Secrets::key);
    make("FORM_SIGNING_KEY", Secrets::key);
    make("EVIDENCE_SIGNING_KEY", Secrets::key);
    make("LICENSE_SIGNING_KEY", Secrets::key);
    return kept.size() > before;
  }

  private void make(String name, Supplier<String> value) {
    kept.computeIfAbsent(name, missing -> value.get());
  }

  private void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path whole =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "secrets",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(kept).forEach((k, v) -> lines.append(k).append('=').append(v).append('\n'));
    Files.writeString(whole, lines);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String hex(int bytes) {
    return HexFormat.of().formatHex(random(bytes));
  }

  private static String key() {
    return Base64.getEncoder().encodeToString(random(32));
  }

  private static byte[] random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return value;
  }
}
