package licensing.local.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import licensing.local.alerts.AlertRules.Rule;
import licensing.purchase.Attention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/runbook.md says what to do about whatever calls a person, or this fails. */
class RunbookTest {

  private static final String BY_KIND = "{{ $labels.kind }}";

  private final Map<String, String> sections = sections();

  static List<Rule> rules() throws IOException {
    return AlertRules.read().all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasTheSectionThatAnAlertNames(Rule rule) {
    assertThat(rule.runbook()).startsWith("docs/runbook.md#");
    assertThat(named(rule)).allSatisfy(name -> assertThat(sections).containsKey(name));
  }

  /** In the words of the pages, so that it is found by them. */
  @ParameterizedTest
  @EnumSource
  void hasASectionForEachAttention(Attention attention) throws IOException {
    assertThat(sections).containsKey(attention.label());
    assertThat(sections.get(attention.label()))
        .contains("**%s**".formatted(words("attention." + attention.name())))
        .contains("**What it means**", "**Check**", "**Do**", "**If that does not help**");
  }

  private static List<String> named(Rule rule) {
    String name = rule.runbook().replaceFirst(".*#", "");
    return name.equals(BY_KIND)
        ? Stream.of(Attention.values()).map(Attention::label).toList()
        : List.of(name);
  }

  private static String words(String key) throws IOException {
    Properties words = new Properties();
    try (Reader file =
        Files.newBufferedReader(
            AlertRules.PROJECT.resolve("web/src/main/resources/support.properties"))) {
      words.load(file);
    }
    return words.getProperty(key);
  }

  /** By the names that links give them. */
  private static Map<String, String> sections() {
    Map<String, String> sections = new HashMap<>();
    for (String section : runbook().split("(?m)^#+ ")) {
      String title = section.lines().findFirst().orElse("");
      sections.put(title.toLowerCase(Locale.ROOT).replace(' ', '-'), section);
    }
    return sections;
  }

  private static String runbook() {
    try {
      return Files.readString(AlertRules.PROJECT.resolve("docs/runbook.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
