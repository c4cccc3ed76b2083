package licensing.activities;

import licensing.audit.ledger.JdbcWatchList;
import licensing.audit.ledger.LedgerAudit;
import licensing.audit.ledger.OpenMatters;
import licensing.audit.ledger.ProcessLedger;
import licensing.bulk.jdbc.JdbcBulks;
import licensing.bulk.jdbc.PurchaseDesk;
import licensing.license.jdbc.LicenseConfiguration;
import licensing.payment.braintree.BraintreeConfiguration;
import licensing.paymentevent.jdbc.JdbcPaymentEvents;
import licensing.purchase.jdbc.PurchaseConfiguration;
import licensing.reading.BulkRuns;
import licensing.reading.search.PurchaseSearch;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that a worker serves: the beans {@code purchases}, {@code payments}, {@code licenses}, {@code
 * paymentEvents}, {@code audits}, {@code watchList} and {@code bulks}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  PurchaseConfiguration.class,
  BraintreeConfiguration.class,
  LicenseConfiguration.class,
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
