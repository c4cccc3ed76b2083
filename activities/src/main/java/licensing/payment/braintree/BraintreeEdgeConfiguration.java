package licensing.payment.braintree;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The platform's card form, its webhooks and what it says of payments, for the console. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BraintreeSettings.class)
public class BraintreeEdgeConfiguration {

  /** A page waits for the form's token, so not as long as for money. */
  private static final Duration PAGE_WAITS = Duration.ofSeconds(5);

  @Bean
  PaymentForms paymentForms(BraintreeSettings settings) {
    return new PaymentForms(Gateways.open(settings, PAGE_WAITS), settings);
  }

  @Bean
  PlatformStatements platformStatements(BraintreeSettings settings) {
    return new PlatformStatements(
        new Sales(Gateways.open(settings, PAGE_WAITS), settings.requests()),
        settings.addressOfTransaction());
  }

  @Bean
  PlatformNotifications platformNotifications(BraintreeSettings settings, JdbcClient database) {
    return new PlatformNotifications(Gateways.open(settings, PAGE_WAITS), new NoticeBook(database));
  }
}
