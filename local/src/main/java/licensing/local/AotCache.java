package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the JDK remembers of a program's classes from an earlier run (JEP 483 and 514). With it, a
 * program starts in about half the time; it is good for this very build on this very JDK.
 *
 * @param folder of the build
 */
record AotCache(Path folder) {

  /** How to start with what is remembered, if anything is. */
  List<String> use() {
    return Files.exists(file()) ? List.of("-XX:AOTCache=" + file()) : List.of();
  }

  /** How to start in order to remember. */
  List<String> make() {
    return List.of("-XX:AOTCacheOutput=" + unfinished());
  }

  boolean isMissing() {
    return Files.isDirectory(folder) && !Files.exists(file());
  }

  /** Does the work that makes it, unless another stack is at it: several may be of one build. */
  void makeBy(Runnable work) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null && isMissing()) {
        work.run();
        Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (OverlappingFileLockException another) {
      // It is at work in this very process.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve("java-" + Runtime.version() + ".aot");
  }

  private Path unfinished() {
    return folder.resolve("unfinished.aot");
  }
}
