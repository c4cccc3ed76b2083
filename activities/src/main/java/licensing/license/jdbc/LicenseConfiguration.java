package licensing.license.jdbc;

import licensing.db.PurchaseJournal;
import licensing.evidence.EvidenceConfiguration;
import licensing.license.Licenses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.transaction.support.TransactionOperations;

/** Serves the activities that make licenses work. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories
@Import(EvidenceConfiguration.class)
public class LicenseConfiguration {

  @Bean
  Licenses licenses(
      LicenseRepository rows, PurchaseJournal journal, TransactionOperations transaction) {
    return new JdbcLicenses(rows, journal, transaction);
  }
}
