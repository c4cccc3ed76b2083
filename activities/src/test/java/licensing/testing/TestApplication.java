package licensing.testing;

import licensing.activities.ActivityBeans;
import licensing.edge.ConsolePorts;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Worker and console in one, on the real database. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ActivityBeans.class, ConsolePorts.class, Fixture.class})
public class TestApplication {

  @Bean
  DynamicPropertyRegistrar settings() {
    return registry -> {
      registry.add("spring.datasource.url", TestDatabase::url);

      registry.add("payment-secrets.key", () -> "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
      registry.add("braintree.gateway-url", FakePlatform.running()::address);
      registry.add("braintree.merchant-id", () -> "merchant");
      registry.add("braintree.public-key", () -> "public");
      registry.add("braintree.private-key", () -> "private");
    };
  }
}
