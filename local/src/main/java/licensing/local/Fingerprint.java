package licensing.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells contents apart: built archives all bear the same time. */
final class Fingerprint {

  /** A stack asks for those of its three large archives about a dozen times. */
  private static final Map<Version, String> KNOWN = new ConcurrentHashMap<>();

  private Fingerprint() {}

  static String of(Path file) {
    try {
      return KNOWN.computeIfAbsent(Version.of(file), version -> read(version.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shortened(digest.digest());
  }

  static String of(byte[] content) {
    return shortened(sha256().digest(content));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shortened(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /**
   * A file until it is written again.
   *
   * @param changed as the system noted it, which no archiver can set
   */
  private record Version(Path file, long size, FileTime changed) {

    static Version of(Path file) throws IOException {
      return new Version(file, Files.size(file), changed(file));
    }

    private static FileTime changed(Path file) throws IOException {
      try {
        return (FileTime) Files.getAttribute(file, "unix:ctime");
      } catch (UnsupportedOperationException notOnThisSystem) {
        return Files.getLastModifiedTime(file);
      }
    }
  }
}
