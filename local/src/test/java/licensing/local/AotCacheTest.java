package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

  @TempDir Path folder;

  @Test
  void isMadeOnceAndUsedFromThenOn() throws IOException {
    AotCache cache = new AotCache(folder);
    assertThat(cache.isMissing()).isTrue();
    assertThat(cache.use()).isEmpty();

    cache.makeBy(() -> learn(cache, "first"));
    cache.makeBy(() -> learn(cache, "second"));

    assertThat(cache.isMissing()).isFalse();
    assertThat(file(cache.use())).hasContent("first");
  }

  @Test
  void isLeftAloneWhileAnotherMakesIt() throws IOException {
    AotCache cache = new AotCache(folder);
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      cache.makeBy(() -> learn(cache, "meanwhile"));
    }
    assertThat(cache.use()).isEmpty();
  }

  @Test
  void isNotWantedForABuildThatIsNotUnpacked() {
    assertThat(new AotCache(folder.resolve("none")).isMissing()).isFalse();
  }

  private static void learn(AotCache cache, String what) {
    try {
      Files.writeString(file(cache.make()), what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that the option names. */
  private static Path file(List<String> options) {
    assertThat(options).hasSize(1);
    return Path.of(options.getFirst().split("=", 2)[1]);
  }
}
