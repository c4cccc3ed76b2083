package licensing.local;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/**
 * A program's log.
 *
 * @param from where the lines of the present start begin
 */
record LogFile(Path file, long from) {

  private static final long LARGE = 20L << 20;

  /** Goes on after the lines of earlier starts, unless there are too many of them. */
  static LogFile open(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGE) {
      Files.delete(file);
    }
    return new LogFile(file, Files.exists(file) ? Files.size(file) : 0);
  }

  ProcessBuilder.Redirect redirect() {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /** The last lines since the start, each indented. */
  String end(int lines) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(Math.max(from, channel.size() - (64 << 10)));
      String text =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      long skipped = Math.max(0, text.lines().count() - lines);
      return text.lines()
          .skip(skipped)
          .map(line -> "  | " + line)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "";
    }
  }
}
