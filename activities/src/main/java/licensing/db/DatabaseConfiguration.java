package licensing.db;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all that touches the database shares. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

  @Bean
  DatabaseClock databaseClock(JdbcClient database) {
    return DatabaseClock.of(database);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
