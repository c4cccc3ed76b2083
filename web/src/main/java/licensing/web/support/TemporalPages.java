package licensing.web.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import licensing.bulk.BulkId;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.PurchaseId;
import licensing.web.ConsoleSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the Temporal Web UI tells the story of a purchase, or of a bulk run. */
@Component
public class TemporalPages {

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
    var query = "WorkflowId=\"" + PaymentEventsStart.workflowId(purchase) + "\"";
    return workflows + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
