package licensing.edge.jdbc;

import licensing.edge.SubmittedPayments;
import licensing.payment.jdbc.AttemptConfiguration;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Takes payments in from the payment page. */
@Configuration(proxyBeanMethods = false)
@Import(AttemptConfiguration.class)
public class SubmissionConfiguration {

  @Bean
  SubmittedPayments submittedPayments(
      JdbcClient database,
      AttemptStore attempts,
      PaymentSecrets secrets,
      TransactionOperations transaction) {
    return new JdbcSubmittedPayments(database, attempts, secrets, transaction);
  }
}
