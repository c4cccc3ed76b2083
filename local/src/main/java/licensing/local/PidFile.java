package licensing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Remembers a process beyond the life of who started it. */
record PidFile(Path file) {

  void write(ProcessHandle process) throws IOException {
    Files.writeString(file, process.pid() + " " + started(process) + "\n");
  }

  /** The process, if it still runs: numbers are used again, so the time it started must fit too. */
  Optional<ProcessHandle> running() {
    try {
      String[] words = Files.readString(file).trim().split(" ", -1);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process -> Long.toString(started(process)).equals(words[words.length - 1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A stale file is harmless: it names a process that no longer runs.
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }
}
