package licensing.web.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import licensing.bulk.BulkId;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.PurchaseId;
import licensing.web.ConsoleSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the Temporal Web UI tells the story of a purchase, or of a bulk run. */
@Component
public class TemporalPages {

  /** As docs/support.md has them. */
  private static final List<Map.Entry<String, String>> LISTS =
      List.of(
          Map.entry("needs-person", "Attention IS NOT NULL"),
          Map.entry("throws", "TemporalReportedProblems IS NOT NULL"),
          Map.entry(
              "broken-off",
              "WorkflowType = \"Purchase\""
                  + " AND ExecutionStatus IN (\"Terminated\", \"Failed\", \"TimedOut\")"));

  private final String workflows;

  TemporalPages(
      ConsoleSettings settings, @Value("${spring.temporal.namespace:default}") String namespace) {
    var base = settings.temporalUi().toString().replaceFirst("/$", "");
    var name = URLEncoder.encode(namespace, StandardCharsets.UTF_8);
    this.workflows = base + "/namespaces/" + name + "/workflows";
  }

  public String of(PurchaseId purchase) {
    return workflows + "/" + purchase.workflowId();
  }

  public String of(BulkId bulk) {
    return workflows + "/" + bulk.workflowId();
  }

  /** The list of what followed reports of the platform: each time anew, or none. */
  String ofPaymentEvents(PurchaseId purchase) {
    return listed("WorkflowId=\"" + PaymentEventsStart.workflowId(purchase) + "\"");
  }

  /** What only Temporal can list, by the name of the list. */
  public Map<String, String> lists() {
    var lists = new LinkedHashMap<String, String>();
    LISTS.forEach(list -> lists.put(list.getKey(), listed(list.getValue())));
    return lists;
  }

  private String listed(String query) {
    return workflows + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
