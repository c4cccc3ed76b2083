package licensing.local.storm.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for words that must not be written down. */
final class Secrecy {

  private final Collection<String> secrets;
  private final Set<String> leaks = new LinkedHashSet<>();

  Secrecy(Collection<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  void read(String where, String text) {
    for (String secret : secrets) {
      if (text.contains(secret)) {
        leaks.add("%s contains %s…".formatted(where, secret.substring(0, 4)));
      }
    }
  }

  void readFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          lines.forEach(line -> read("log " + file.getFileName(), line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> leaks() {
    return new ArrayList<>(leaks);
  }
}
