package licensing.web;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The console starts on the schema it knows, and never changes it. */
@Configuration(proxyBeanMethods = false)
class SchemaCheck {

  @Bean
  FlywayMigrationStrategy validateOnly() {
    return Flyway::validate;
  }
}
