package licensing.payment.braintree;

import java.time.Clock;
import licensing.db.DatabaseClock;
import licensing.payment.Payments;
import licensing.payment.jdbc.AttemptConfiguration;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.SurplusPayments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Serves the activities that move money. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BraintreeSettings.class)
@Import(AttemptConfiguration.class)
public class BraintreeConfiguration {

  @Bean
  Sales sales(BraintreeSettings settings) {
    return new Sales(Gateways.open(settings, settings.answersWithin()), settings.requests());
  }

  /** A look-up that waited for longer would leave no time for the sale. */
  @Bean
  BankConfirmations bankConfirmations(BraintreeSettings settings) {
    return new BankConfirmations(
        Gateways.open(settings, settings.waits().lateSale().dividedBy(2)),
        settings.requests().threeDSecure());
  }

  @Bean
  BraintreeLedger braintreeLedger(Sales sales) {
    return new BraintreeLedger(sales);
  }

  @Bean
  Surplus surplus(Sales sales, SurplusPayments recorded) {
    return new Surplus(sales, new Settlement(sales), recorded);
  }

  @Bean
  BraintreeTruth braintreeTruth(Sales sales, Surplus surplus) {
    return new BraintreeTruth(sales, surplus);
  }

  @Bean
  Payments payments(
      Sales sales,
      BankConfirmations confirmations,
      BraintreeSettings settings,
      AttemptStore attempts,
      Surplus surplus,
      PaymentSecrets secrets,
      Clock clock,
      DatabaseClock databaseClock) {
    TwoClocks clocks = new TwoClocks(clock, databaseClock);
    return new BraintreePayments(
        attempts,
        new Selling(sales, confirmations, secrets, settings.waits().lateSale(), clocks),
        new LookUp(sales, surplus, secrets, settings.waits(), clocks),
        new Settlement(sales),
        surplus);
  }
}
