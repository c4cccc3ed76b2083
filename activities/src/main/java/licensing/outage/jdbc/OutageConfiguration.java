package licensing.outage.jdbc;

import licensing.db.DatabaseConfiguration;
import licensing.outage.Outages;
import licensing.payment.braintree.BraintreeTruth;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Serves the activities that watch for the platform's return. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class OutageConfiguration {

  @Bean
  Outages outages(JdbcClient database, BraintreeTruth platform) {
    return new RecordedOutages(database, platform);
  }
}
