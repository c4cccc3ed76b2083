package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK remembers of a program's classes from an earlier run (JEP 483 and 514). With it, a
 * program starts in about half the time; it is good for this very build on this very JDK.
 *
 * @param folder of the build
 */
record AotCache(Path folder) {

  /** What is made in this very process. */
  private static final Set<Path> BEING_MADE = ConcurrentHashMap.newKeySet();

  private static final String UNFINISHED = "unfinished";

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

  /**
   * Does the work that makes it, unless another stack is at it: several may be of one build. One of
   * this process must not even open the lock's file, since closing it would let go of the lock.
   */
  void makeBy(Runnable work) {
    make(FileChannel::tryLock, work);
  }

  /** The same, but waits for another process that is at it. */
  void awaitOrMakeBy(Runnable work) {
    make(FileChannel::lock, work);
  }

  private void make(Lock lock, Runnable work) {
    if (BEING_MADE.add(folder)) {
      try {
        makeUnlessLocked(lock, work);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        BEING_MADE.remove(folder);
      }
    }
  }

  private void makeUnlessLocked(Lock locking, Runnable work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = locking.of(channel)) {
      if (lock != null && isMissing()) {
        forgetUnfinished();
        work.run();
        Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Of those who were killed at it. */
  private void forgetUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path left : files.filter(AotCache::isUnfinished).toList()) {
        Files.deleteIfExists(left);
      }
    }
  }

  private static boolean isUnfinished(Path file) {
    return String.valueOf(file.getFileName()).startsWith(UNFINISHED);
  }

  private Path file() {
    return folder.resolve("java-" + Runtime.version() + ".aot");
  }

  /** A name of its own: what another process began may not have ended with that process. */
  private Path unfinished() {
    return folder.resolve(UNFINISHED + "-" + ProcessHandle.current().pid() + ".aot");
  }

  @FunctionalInterface
  private interface Lock {
    @Nullable FileLock of(FileChannel file) throws IOException;
  }
}
