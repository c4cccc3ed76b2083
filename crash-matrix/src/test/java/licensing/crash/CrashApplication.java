package licensing.crash;

import io.temporal.client.WorkflowClient;
import java.time.Clock;
import licensing.activities.ActivityBeans;
import licensing.activities.ConsoleBeans;
import licensing.db.SkewTolerantClock;
import licensing.testing.AnsweringDesk;
import licensing.testing.Fixture;
import licensing.testing.KnownProcesses;
import licensing.testing.TestDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Worker and console in one, on a database of their own and in a time of their own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ActivityBeans.class, ConsoleBeans.class, Fixture.class, World.class})
class CrashApplication {

  @Bean
  DynamicPropertyRegistrar settings(World world) {
    return registry -> {
      // Told once: asked twice, it would be made twice.
      String database = TestDatabase.another("crash");
      registry.add("spring.datasource.url", () -> database);
      registry.add("spring.datasource.hikari.maximum-pool-size", () -> 20);
      registry.add("payment-secrets.keys", () -> "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
      registry.add("braintree.gateway-url", world.platform()::url);
      registry.add("braintree.read-timeout", () -> Matrix.READ_TIMEOUT);
      registry.add("braintree.merchant-id", () -> "test-merchant");
      registry.add("braintree.public-key", () -> "test-public-key");
      registry.add("braintree.private-key", () -> "test-private-key");
    };
  }

  @Bean
  static MortalConnections mortalConnections() {
    return new MortalConnections();
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
  Clock temporalTime(World world) {
    return world.clock();
  }

  @Bean
  @Primary
  SkewTolerantClock databasesTime(World world) {
    return new SkewTolerantClock(world.clock(), world.clock());
  }
}
