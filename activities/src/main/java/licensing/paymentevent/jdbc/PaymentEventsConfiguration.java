package licensing.paymentevent.jdbc;

import java.time.Clock;
import licensing.db.DatabaseConfiguration;
import licensing.db.PurchaseJournal;
import licensing.license.Licenses;
import licensing.paymentevent.PaymentEvents;
import licensing.paymentevent.truth.PlatformTruth;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Serves the activity that settles what the platform reports. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class PaymentEventsConfiguration {

  @Bean
  PaymentEventRecords paymentEventRecords(
      JdbcClient database,
      Licenses licenses,
      PurchaseJournal journal,
      TransactionOperations transaction) {
    return new PaymentEventRecords(database, licenses, journal, transaction);
  }

  @Bean
  PaymentEvents paymentEvents(
      JdbcClient database, PaymentEventRecords records, PlatformTruth platform, Clock clock) {
    return new PlatformReports(new ReportRows(database), records, platform, clock);
  }
}
