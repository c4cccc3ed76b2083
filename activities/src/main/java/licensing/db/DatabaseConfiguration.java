package licensing.db;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all that touches the database shares. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
