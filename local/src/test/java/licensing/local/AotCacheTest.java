package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    cache.awaitOrMakeBy(() -> learn(cache, "third"));

    assertThat(cache.isMissing()).isFalse();
    assertThat(file(cache.use())).hasContent("first");
  }

  @Test
  void isMadeByOneAtATimeInWhateverProcess() {
    AotCache cache = new AotCache(folder);
    cache.makeBy(
        () -> {
          cache.makeBy(() -> learn(cache, "in this process"));
          Another.runs(folder);
          assertThat(cache.isMissing()).isTrue();
          learn(cache, "first");
        });
    assertThat(file(cache.use())).hasContent("first");
  }

  @Test
  void isMadeByAnotherProcessWhenNoneIsAtIt() {
    Another.runs(folder);
    assertThat(file(new AotCache(folder).use())).hasContent("in another process");
  }

  @Test
  void nothingIsLeftOfThoseWhoWereKilledAtIt() throws IOException {
    AotCache cache = new AotCache(folder);
    Path left = Files.createFile(folder.resolve("unfinished-1.aot"));
    assertThatThrownBy(() -> cache.makeBy(AotCacheTest::fail)).isInstanceOf(LaunchFailure.class);
    assertThat(cache.isMissing()).isTrue();

    cache.awaitOrMakeBy(() -> learn(cache, "whole"));

    assertThat(left).doesNotExist();
    assertThat(file(cache.use())).hasContent("whole");
  }

  @Test
  void isNotWantedForABuildThatIsNotUnpacked() {
    assertThat(new AotCache(folder.resolve("none")).isMissing()).isFalse();
  }

  private static void fail() {
    throw new LaunchFailure("train-web ended (137)");
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

  /** Would make it too. */
  static final class Another {

    private Another() {}

    public static void main(String[] words) {
      AotCache cache = new AotCache(Path.of(words[0]));
      cache.makeBy(() -> learn(cache, "in another process"));
    }

    static void runs(Path folder) {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      String tests = System.getProperty("java.class.path");
      ProcessBuilder another =
          new ProcessBuilder(
              java.toString(), "-cp", tests, Another.class.getName(), folder.toString());
      try {
        assertThat(another.inheritIO().start().waitFor()).isZero();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
