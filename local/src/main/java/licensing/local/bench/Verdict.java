package licensing.local.bench;

import java.util.List;
import java.util.stream.Collectors;
import licensing.local.Measurements;

/** What was measured, beside what is fast enough. */
record Verdict(List<Question> questions, Measurements took) {

  private static final String LINE = "%-36s %8s %6s %8s %6s %s";

  long missed() {
    return questions.stream().filter(question -> !isMet(question)).count();
  }

  String table() {
    return LINE.formatted("milliseconds", "p50", "goal", "p99", "goal", "")
        + "\n"
        + questions.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private String line(Question question) {
    return LINE.formatted(
        question.name(),
        "%.1f".formatted(half(question)),
        question.goal().half(),
        "%.1f".formatted(most(question)),
        question.goal().most(),
        isMet(question) ? "" : "MISSED");
  }

  private boolean isMet(Question question) {
    double half = half(question);
    return half > 0 && half <= question.goal().half() && most(question) <= question.goal().most();
  }

  private double half(Question question) {
    return took.milliseconds(question.name(), 0.5);
  }

  private double most(Question question) {
    return took.milliseconds(question.name(), 0.99);
  }
}
