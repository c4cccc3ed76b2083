package licensing.local.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import licensing.local.alerts.AlertRules.Rule;
import licensing.purchase.status.Attention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/runbook.md says what to do about whatever calls a person, or this fails. */
class RunbookTest {

  private static final String BY_KIND = "{{ $labels.kind }}";

  /** What whoever is called asks, in this order. */
  private static final List<String> QUESTIONS =
      List.of(
          "**What you see**",
          "**What it means for the buyer**",
          "**Check**",
          "**Do**",
          "**If that does not help**",
          "**By hand**");

  /** As pages call what may be pressed, and how the process calls it. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "*recheck now*", "RecheckNow",
          "*retry now*", "RetryNow",
          "*resolve the unknown payment*", "ResolveUnknown",
          "*give the money back and end*", "GiveBackAndEnd",
          "*extend the deadline*", "ExtendDeadline",
          "*annotate*", "Annotate",
          "*mark as settled*", "MarkAsSettled");

  private final Map<String, String> sections = Runbook.read().sections();

  static List<Rule> rules() throws IOException {
    return AlertRules.read().all();
  }

  static Stream<String> whatCallsAPerson() throws IOException {
    return Stream.concat(
            Stream.of(Attention.values()).map(Attention::label),
            rules().stream().flatMap(rule -> named(rule).stream()))
        .distinct();
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
        .contains("**%s**".formatted(words("attention." + attention.name())));
  }

  @ParameterizedTest
  @MethodSource("whatCallsAPerson")
  void answersEveryQuestionOnce(String name) {
    String section = String.valueOf(sections.get(name));
    assertThat(section).containsSubsequence(QUESTIONS);
    assertThat(QUESTIONS).allSatisfy(question -> assertThat(section).containsOnlyOnce(question));
    assertThat(byHand(section)).contains("```sh\n");
  }

  /** Where the console is down, or its action must be sent by a script. */
  @ParameterizedTest
  @MethodSource("whatCallsAPerson")
  void saysByHandWhatItSaysToPress(String name) {
    String section = String.valueOf(sections.get(name));
    String byHand = byHand(section);
    String before = section.replace(byHand, "").toLowerCase(Locale.ROOT);
    COMMANDS.forEach(
        (action, command) -> {
          if (before.contains(action)) {
            assertThat(byHand).contains("\"is\": \"%s\"".formatted(command));
          }
        });
  }

  @Test
  void calledByMoreThanAttentionsAlone() throws IOException {
    assertThat(whatCallsAPerson()).hasSizeGreaterThan(Attention.values().length + 9);
  }

  private static String byHand(String section) {
    return section.substring(Math.max(0, section.indexOf("**By hand**")));
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
}
