package licensing.purchase.jdbc;

import licensing.db.PurchaseJournal;
import licensing.payment.jdbc.AttemptConfiguration;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Purchases;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.transaction.support.TransactionOperations;

/** Serves the activities that record a purchase. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories
@EnableConfigurationProperties(SecondPerson.class)
@Import(AttemptConfiguration.class)
public class PurchaseConfiguration {

  @Bean
  Purchases purchases(
      PurchaseRepository rows,
      AttemptStore attempts,
      PurchaseJournal journal,
      TransactionOperations transaction,
      SecondPerson secondPerson) {
    return new JdbcPurchases(rows, attempts, journal, transaction, secondPerson);
  }
}
