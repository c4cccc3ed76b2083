package licensing.reading.jdbc;

import licensing.reading.search.PurchaseSearch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The search by itself: what a bulk run is about is found as the list finds it. */
@Configuration(proxyBeanMethods = false)
public class SearchConfiguration {

  @Bean
  PurchaseSearch purchaseSearch(JdbcClient database, JdbcOperations operations) {
    return new JdbcPurchaseSearch(database, new PlannedAnew(operations));
  }
}
