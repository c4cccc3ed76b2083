package licensing.local.storm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import licensing.local.storm.judge.Recovery;
import licensing.local.storm.judge.Rule;
import licensing.local.storm.judge.Verdict;
import licensing.local.storm.judge.Violation;
import licensing.local.storm.weather.FaultLog;
import licensing.local.storm.weather.PlatformControl;
import tools.jackson.databind.JsonNode;

/** What a storm has shown, for people and, in its last line, for programs. */
record StormReport(
    StormOptions options, Verdict verdict, FaultLog faults, PlatformControl platform) {

  String text(long seconds) {
    Map<String, Long> counts = counts();
    return String.join(
        "\n",
        "",
        "Faults",
        table(counts),
        "",
        "How purchases ended",
        table(verdict.endings()),
        "",
        "Slowest recovery",
        "  " + Recovery.slowest(verdict, faults.entries()),
        "",
        "Rules",
        rules(),
        violations(),
        "",
        "storm: seed=%d purchases=%d faults=%d kills=%d captured=%d licenses=%d attention=%d seconds=%d violations=%d"
            .formatted(
                options.seed(),
                verdict.purchases(),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                faults.count("kill -9"),
                verdict.captured(),
                verdict.licenses(),
                verdict.attention(),
                seconds,
                verdict.violations().size()));
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>(faults.counts());
    platform
        .ask("/control/faults")
        .map(answer -> answer.path("injected"))
        .ifPresent(injected -> injected.forEach(each -> counts.put(words(each), times(each))));
    return counts;
  }

  private static String words(JsonNode injected) {
    return "platform, %s: %s"
        .formatted(injected.path("operation").asString(), injected.path("fault").asString());
  }

  private static long times(JsonNode injected) {
    return injected.path("times").asLong();
  }

  private static String table(Map<String, Long> rows) {
    return rows.entrySet().stream()
        .map(row -> "%7d  %s".formatted(row.getValue(), row.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private String rules() {
    return Arrays.stream(Rule.values())
        .map(rule -> "  %-8s %s".formatted(mark(verdict.violationsOf(rule)), rule.words()))
        .collect(Collectors.joining("\n"));
  }

  private static String mark(long violations) {
    return violations == 0 ? "holds" : "BROKEN " + violations;
  }

  private String violations() {
    List<Violation> violations = verdict.violations();
    return violations.isEmpty()
        ? ""
        : violations.stream().map(this::described).collect(Collectors.joining("\n", "\n", "\n"))
            + "To repeat it: "
            + options.command();
  }

  private String described(Violation violation) {
    return "VIOLATION %s\n%s".formatted(violation, verdict.dossier(violation.subject()).indent(4));
  }
}
