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

/**
 * What a storm has shown, for people and, in its last line, for programs.
 *
 * @param injected how often each fault of the platform happened
 * @param unmet the moments at which nobody died, and how often each was waited for
 */
record StormReport(
    StormOptions options,
    Verdict verdict,
    FaultLog faults,
    Map<String, Long> injected,
    Map<String, Long> unmet,
    long seconds) {

  String text() {
    Map<String, Long> counts = new TreeMap<>(faults.counts());
    counts.putAll(injected);
    return String.join(
        "\n",
        "",
        "Faults",
        table(counts),
        "",
        "Moments that never came, by how often they were waited for",
        table(unmet),
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

  int exitCode() {
    return verdict.violations().isEmpty() ? 0 : 1;
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
