package licensing.reading.jdbc;

import licensing.reading.BulkRuns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads bulk runs, for pages and for the runs' own reports. */
@Configuration(proxyBeanMethods = false)
public class BulkRunsConfiguration {

  @Bean
  BulkRuns bulkRuns(JdbcClient database) {
    return new JdbcBulkRuns(database);
  }
}
