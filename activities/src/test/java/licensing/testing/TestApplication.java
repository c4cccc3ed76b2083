package licensing.testing;

import io.temporal.client.WorkflowClient;
import licensing.activities.ActivityBeans;
import licensing.activities.ConsoleBeans;
import licensing.db.SkewTolerantClock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Worker and console in one, on the real database. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ActivityBeans.class, ConsoleBeans.class, Fixture.class, LicensedSales.class})
class TestApplication {

  @Bean
  DynamicPropertyRegistrar settings() {
    return registry -> {
      registry.add("spring.datasource.url", TestDatabase::url);
      registry.add("payment-secrets.keys", () -> "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
      registry.add("braintree.gateway-url", FaultyPlatform.running()::address);
      registry.add("braintree.merchant-id", () -> "test-merchant");
      registry.add("braintree.public-key", () -> "test-public-key");
      registry.add("braintree.private-key", () -> "test-private-key");
      registry.add("seller.name", () -> "Cloud Console Ltd");
      registry.add("seller.address", () -> "1 Quay Street");
      registry.add("seller.city", () -> "Dublin");
      registry.add("seller.country", () -> "IE");
      registry.add("seller.vat-id", () -> "IE6388047V");
      registry.add("seller.email", () -> "billing@console.example");
      registry.add("seller.tax-percent", () -> "23");
      // Above the total that most purchases of the tests have.
      registry.add("second-person.above", () -> "57.00 USD");
    };
  }

  @Bean
  KnownProcesses processes() {
    return new KnownProcesses();
  }

  @Bean
  WorkflowClient temporal(KnownProcesses processes) {
    return processes.client();
  }

  @Bean
  @Primary
  AnsweringDesk answeringDesk(WorkflowClient temporal) {
    return new AnsweringDesk(temporal);
  }

  @Bean
  @Primary
  TestClock testClock() {
    return new TestClock();
  }

  /** The same, unless a test lets one of them jump. */
  @Bean
  @Primary
  SkewTolerantClock testDatabaseClock(TestClock clock) {
    return new SkewTolerantClock(clock, clock.database());
  }
}
