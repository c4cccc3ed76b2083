package licensing.platform.control;

import static licensing.platform.http.Html.cell;
import static licensing.platform.http.Html.escape;
import static licensing.platform.http.Html.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import licensing.platform.fault.FaultKind;
import licensing.platform.fault.Faults;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Trigger;
import licensing.platform.ledger.Injections;

/** The faults in HTML. */
record ControlView(String problem, List<Faults.Entry> armed, List<Injections.Count> counts) {

  String fill(String template) {
    return template
        .replace(
            "{{problem}}", problem.isEmpty() ? "" : "<p role=\"alert\">" + escape(problem) + "</p>")
        .replace("{{faults}}", options(Arrays.stream(FaultKind.values()).map(ControlView::option)))
        .replace(
            "{{operations}}",
            options(
                Arrays.stream(Operation.values())
                    .map(operation -> "<option>" + operation.label() + "</option>")))
        .replace("{{armed}}", rows(armed, ControlView::row, 6))
        .replace("{{injected}}", rows(counts, ControlView::row, 3));
  }

  private static String options(java.util.stream.Stream<String> options) {
    return options.collect(Collectors.joining("\n"));
  }

  private static String option(FaultKind kind) {
    String needs = kind.needs().isEmpty() ? "" : " (needs " + kind.needs() + ")";
    return "<option value=\"" + kind.label() + "\">" + kind.label() + needs + "</option>";
  }

  private static String row(Faults.Entry entry) {
    var plan = entry.plan();
    return "<tr>"
        + cell(String.valueOf(entry.id()))
        + cell(plan.fault().label())
        + cell(plan.operation() == null ? "all it can concern" : plan.operation().label())
        + cell(plan.orderId())
        + cell(
            switch (plan.trigger()) {
              case Trigger.Next next -> "the next " + entry.left();
              case Trigger.Chance chance ->
                  "each with probability " + chance.probability() + ", seed " + chance.seed();
            })
        + "<td><form method=\"post\" action=\"/control/disarm\"><button name=\"id\" value=\""
        + entry.id()
        + "\">Disarm</button></form></td></tr>";
  }

  private static String row(Injections.Count count) {
    return "<tr>"
        + cell(count.operation())
        + cell(count.fault())
        + "<td class=\"amount\">"
        + count.times()
        + "</td></tr>";
  }
}
