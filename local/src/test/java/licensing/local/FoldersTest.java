package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  private static final int AT_ONCE = 4;

  @TempDir private Path home;

  /** As stacks do that start at the same time and find what an earlier build left. */
  @Test
  void areDeletedBySeveralAtOnce() throws Exception {
    Path folder = filled();

    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> deleting =
          Stream.<Future<?>>generate(() -> threads.submit(() -> deleted(folder)))
              .limit(AT_ONCE)
              .toList();
      for (Future<?> each : deleting) {
        assertThatCode(each::get).doesNotThrowAnyException();
      }
    }

    assertThat(folder).doesNotExist();
  }

  @Test
  void mayBeGoneAlready() {
    assertThatCode(() -> Folders.delete(home.resolve("never"))).doesNotThrowAnyException();
  }

  private Path filled() throws IOException {
    Path folder = home.resolve("folder");
    for (int i = 0; i < 300; i++) {
      Path file = folder.resolve("of-%d/file-%d".formatted(i % 7, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content");
    }
    return folder;
  }

  private static Void deleted(Path folder) throws IOException {
    Folders.delete(folder);
    return null;
  }
}
