package licensing.payment.jdbc;

import licensing.db.PurchaseJournal;
import licensing.evidence.EvidenceConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The attempts' rows, for the process and for what reaches us from the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentSecretSettings.class)
@Import(EvidenceConfiguration.class)
public class AttemptConfiguration {

  @Bean
  PaymentSecrets paymentSecrets(JdbcClient database, PaymentSecretSettings settings) {
    return new PaymentSecrets(database, settings);
  }

  @Bean
  SecretErasure secretErasure(PaymentSecrets secrets) {
    return new SecretErasure(secrets);
  }

  @Bean
  AttemptStore attempts(
      JdbcClient database,
      PaymentSecrets secrets,
      PurchaseJournal journal,
      TransactionOperations transaction) {
    return new AttemptStore(database, secrets, journal, transaction);
  }

  @Bean
  SurplusPayments surplusPayments(
      JdbcClient database, PurchaseJournal journal, TransactionOperations transaction) {
    return new SurplusPayments(database, journal, transaction);
  }
}
