package licensing.activities;

import licensing.edge.BuyingRights;
import licensing.evidence.EvidenceAnchors;
import licensing.keys.SupportSignatures;
import licensing.reading.BulkRuns;
import licensing.reading.GracePeriod;
import licensing.reading.search.PurchaseSearch;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that a worker serves: the beans {@code purchases}, {@code payments}, {@code licenses}, {@code
 * paymentEvents}, {@code audits}, {@code watchList}, {@code bulks} and {@code webhooks}. Of the
 * readers those alone that bulk runs and mails need.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan({
  "licensing.audit.ledger",
  "licensing.bulk.jdbc",
  "licensing.db",
  "licensing.document",
  "licensing.evidence",
  "licensing.license.jdbc",
  "licensing.outbox",
  "licensing.payment.braintree",
  "licensing.payment.jdbc",
  "licensing.paymentevent.jdbc",
  "licensing.purchase.jdbc",
  "licensing.webhook.http"
})
@ConfigurationPropertiesScan({
  "licensing.document",
  "licensing.evidence",
  "licensing.keys",
  "licensing.mail",
  "licensing.payment.braintree",
  "licensing.payment.jdbc",
  "licensing.purchase.jdbc",
  "licensing.webhook.http"
})
@Import({
  SafeConnections.class,
  BulkRuns.class,
  BuyingRights.class,
  EvidenceAnchors.class,
  GracePeriod.class,
  PurchaseSearch.class,
  SupportSignatures.class
})
public class ActivityBeans {}
