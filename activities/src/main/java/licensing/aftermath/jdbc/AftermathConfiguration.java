package licensing.aftermath.jdbc;

import java.time.Clock;
import licensing.aftermath.Aftermaths;
import licensing.aftermath.truth.PlatformTruth;
import licensing.db.DatabaseConfiguration;
import licensing.db.PurchaseJournal;
import licensing.license.Licenses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Serves the activity that settles what the platform reports. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class AftermathConfiguration {

  @Bean
  AftermathRecords aftermathRecords(
      JdbcClient database,
      Licenses licenses,
      PurchaseJournal journal,
      TransactionOperations transaction) {
    return new AftermathRecords(database, licenses, journal, transaction);
  }

  @Bean
  Aftermaths aftermaths(
      JdbcClient database, AftermathRecords records, PlatformTruth platform, Clock clock) {
    return new PlatformReports(new ReportRows(database), records, platform, clock);
  }
}
