package licensing.web.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import licensing.aftermath.AftermathStart;
import licensing.purchase.PurchaseId;
import licensing.web.ConsoleSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the Temporal Web UI tells the story of a purchase. */
@Component
class TemporalPages {

  private final String workflows;

  TemporalPages(
      ConsoleSettings settings, @Value("${spring.temporal.namespace:default}") String namespace) {
    var base = settings.temporalUi().toString().replaceFirst("/$", "");
    var name = URLEncoder.encode(namespace, StandardCharsets.UTF_8);
    this.workflows = base + "/namespaces/" + name + "/workflows/";
  }

  String of(PurchaseId purchase) {
    return workflows + purchase.workflowId();
  }

  /** Of the reports that came after all; there is none before the first of them. */
  String ofAftermath(PurchaseId purchase) {
    return workflows + AftermathStart.workflowId(purchase);
  }
}
