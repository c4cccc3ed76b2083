package licensing.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once.
 *
 * @param tools where to
 */
record PostgresBinaries(Path tools) {

  /** The folder with bin/postgres; unpacks what is not there. */
  Path folder() throws IOException {
    byte[] archive = archive();
    Path folder = tools.resolve("postgres-" + Fingerprint.of(archive));
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(tools);
      Path unpacked = Files.createTempDirectory(tools, "unpacking");
      unpack(new ByteArrayInputStream(archive), unpacked);
      appear(unpacked, folder);
    }
    return folder;
  }

  private static byte[] archive() throws IOException {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "Darwin"
            : "Linux";
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return in.readAllBytes();
    } catch (IllegalStateException e) {
      throw new LaunchFailure("There is no PostgreSQL to unpack for " + system + " " + machine, e);
    }
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        Path path = folder.resolve(e.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("outside of the archive's folder: " + e.getName());
        }
        write(e, tar, path);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink() || entry.isLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      path.toFile()
          .setExecutable(entry.getName().contains("bin/") || (entry.getMode() & 0100) != 0);
    }
  }

  private static void appear(Path unpacked, Path folder) throws IOException {
    Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
    Folders.appear(unpacked, folder);
  }
}
