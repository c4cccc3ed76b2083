package licensing.local.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What whoever is called has in hand. */
public record Runbook(String text) {

  private static final Pattern MESSAGE =
      Pattern.compile("--(?:update-)?name (\\w+)[\\s\\\\]+--(?:update-)?input '([^']+)'");
  private static final Pattern START = Pattern.compile("--input '(\\{\"purchase\"[^']+)'");

  private static final Pattern QUERY = Pattern.compile("psql [^\"\n]*-c \"([^\"]+)\"");
  private static final Pattern SCRIPT = Pattern.compile("(?s)```sh\n(.*?)```");

  /** What is sent to a process: an update or a signal, and its argument. */
  record Message(String name, String argument) {}

  public static Runbook read() {
    try {
      return new Runbook(Files.readString(AlertRules.PROJECT.resolve("docs/runbook.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the names that links give them. */
  Map<String, String> sections() {
    Map<String, String> sections = new HashMap<>();
    for (String section : text.split("(?m)^#+ ")) {
      String title = section.lines().findFirst().orElse("");
      sections.put(title.toLowerCase(Locale.ROOT).replace(' ', '-'), section);
    }
    return sections;
  }

  /** Of all commands. */
  List<Message> messages() {
    return MESSAGE
        .matcher(text)
        .results()
        .map((MatchResult command) -> new Message(command.group(1), command.group(2)))
        .toList();
  }

  /** In SQL, of all commands. */
  public List<String> queries() {
    return QUERY.matcher(text).results().map(command -> command.group(1)).toList();
  }

  /** The commands of the section of that name. */
  public String script(String section) {
    String answers = sections().getOrDefault(section, "");
    return SCRIPT
        .matcher(answers)
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining());
  }

  /** With what the commands start a workflow of payment events. */
  List<String> starts() {
    return START.matcher(text).results().map(command -> command.group(1)).toList();
  }
}
