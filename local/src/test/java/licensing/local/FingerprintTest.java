package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  private static final FileTime BUILT = FileTime.fromMillis(0);

  @TempDir Path folder;

  @Test
  void isThatOfTheContent() throws IOException {
    Path one = write("one", "this");
    assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of("this".getBytes()));
    assertThat(Fingerprint.of(write("another", "this"))).isEqualTo(Fingerprint.of(one));
  }

  @Test
  void noticesABuildOfTheSameSizeAndTime() throws IOException {
    String first = Fingerprint.of(write("jar", "this"));
    // Systems note changes by a clock that ticks every few milliseconds.
    await().until(() -> !Fingerprint.of(write("jar", "that")).equals(first));
    assertThat(Fingerprint.of(folder.resolve("jar"))).isEqualTo(Fingerprint.of("that".getBytes()));
  }

  private Path write(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setLastModifiedTime(file, BUILT);
  }
}
