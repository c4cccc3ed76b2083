package licensing.db;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all that touches the database shares. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  PurchaseJournal purchaseJournal(JdbcClient database) {
    return new PurchaseJournal(database);
  }
}
