package licensing.activities;

import licensing.audit.ledger.JdbcWatchList;
import licensing.audit.ledger.LedgerAudit;
import licensing.audit.ledger.OpenMatters;
import licensing.audit.ledger.ProcessLedger;
import licensing.bulk.jdbc.JdbcBulks;
import licensing.bulk.jdbc.PurchaseDesk;
import licensing.evidence.EvidenceConfiguration;
import licensing.paymentevent.jdbc.JdbcPaymentEvents;
import licensing.reading.BulkRuns;
import licensing.reading.search.PurchaseSearch;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that a worker serves: the beans {@code purchases}, {@code payments}, {@code licenses}, {@code
 * paymentEvents}, {@code audits}, {@code watchList} and {@code bulks}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan({
  "licensing.db",
  "licensing.license.jdbc",
  "licensing.payment.braintree",
  "licensing.payment.jdbc",
  "licensing.purchase.jdbc"
})
@ConfigurationPropertiesScan({
  "licensing.payment.braintree",
  "licensing.payment.jdbc",
  "licensing.purchase.jdbc"
})
@Import({
  EvidenceConfiguration.class,
  JdbcPaymentEvents.class,
  LedgerAudit.class,
  ProcessLedger.class,
  JdbcWatchList.class,
  OpenMatters.class,
  JdbcBulks.class,
  PurchaseDesk.class,
  BulkRuns.class,
  PurchaseSearch.class
})
public class ActivityBeans {}
