package licensing.local.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import licensing.local.alerts.AlertRules.Rule;
import licensing.local.alerts.Promtool.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Each alert is raised by what it is for, and by nothing else. */
class AlertsTest {

  private static final String CASES = "local/src/test/resources/alerts-test.yml";

  static List<Rule> rules() throws IOException {
    return AlertRules.read().all();
  }

  @Test
  void areRaisedAndKeepSilentAsTheirCasesSay() throws Exception {
    Verdict verdict = Promtool.check("", "test", "rules", CASES);

    assertThat(verdict.exitCode()).as(verdict.text()).isZero();
  }

  @Test
  void areLoadedByTheConfigurationThatContainersUse() throws Exception {
    Verdict verdict = Promtool.check("", "check", "config", "local/prometheus/prometheus.yml");

    assertThat(verdict.exitCode()).as(verdict.text()).isZero();
    assertThat(verdict.text()).contains(rules().size() + " rules found");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void sayHowUrgentTheyAreAndWhatHappened(Rule rule) {
    assertThat(rule.severity()).isIn("critical", "warning");
    assertThat(rule.annotations().get("summary")).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void haveACaseThatRaisesThemAndOneThatDoesNot(Rule rule) throws IOException {
    assertThat(cases(rule)).anyMatch(List::isEmpty).anyMatch(raised -> !raised.isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static Stream<List<Object>> cases(Rule rule) throws IOException {
    Path file = AlertRules.PROJECT.resolve(CASES);
    Map<String, List<Map<String, Object>>> all = new Yaml().load(Files.readString(file));
    return all.get("tests").stream()
        .map(test -> (List<Map<String, Object>>) test.get("alert_rule_test"))
        .flatMap(List::stream)
        .filter(each -> each.get("alertname").equals(rule.name()))
        .map(each -> (List<Object>) each.get("exp_alerts"));
  }
}
