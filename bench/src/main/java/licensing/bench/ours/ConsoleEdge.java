package licensing.bench.ours;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import licensing.activities.ConsoleBeans;
import licensing.local.LocalStack;
import licensing.temporal.TemporalConnection;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that the console's pages stand on, with the console's own settings, and no pages. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ConsoleBeans.class, TemporalConnection.class})
class ConsoleEdge {

  private static final List<String> VARIABLES =
      List.of(
          "DATABASE_URL",
          "TEMPORAL_ADDRESS",
          "TEMPORAL_NAMESPACE",
          "CONSOLE_BASE_URL",
          "BRAINTREE_ENVIRONMENT",
          "BRAINTREE_GATEWAY_URL",
          "BRAINTREE_FORM_BASE_URL",
          "BRAINTREE_MERCHANT_ID",
          "BRAINTREE_PUBLIC_KEY",
          "BRAINTREE_PRIVATE_KEY",
          "PAYMENT_SECRET_KEY",
          "LICENSE_SIGNING_KEY",
          "DECLINES_AN_HOUR",
          "DECLINES_A_DAY");

  /**
   * @param project whose console is built
   */
  static ConfigurableApplicationContext of(LocalStack stack, Path project) {
    Map<String, Object> settings = new TreeMap<>();
    VARIABLES.forEach(variable -> settings.put(variable, stack.get(variable)));
    settings.put("DATABASE_USER", stack.get("CONSOLE_DATABASE_USER"));
    settings.put("DATABASE_PASSWORD", stack.get("CONSOLE_DATABASE_PASSWORD"));
    settings.put("spring.flyway.enabled", false);
    settings.put(
        "spring.config.location",
        project.resolve("web/target/classes/application.yaml").toUri().toString());
    return new SpringApplicationBuilder(ConsoleEdge.class)
        .web(WebApplicationType.NONE)
        .properties(settings)
        .run();
  }
}
