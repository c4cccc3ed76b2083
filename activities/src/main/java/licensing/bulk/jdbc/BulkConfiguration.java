package licensing.bulk.jdbc;

import licensing.bulk.Bulks;
import licensing.bulk.desk.PurchaseDesk;
import licensing.reading.BulkRuns;
import licensing.reading.search.PurchaseSearch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Serves the activities of bulk runs. */
@Configuration(proxyBeanMethods = false)
@Import({PurchaseSearch.class, BulkRuns.class})
public class BulkConfiguration {

  @Bean
  Bulks bulks(
      JdbcClient database,
      TransactionOperations transaction,
      BulkRuns runs,
      PurchaseSearch search,
      PurchaseDesk desk) {
    return new JdbcBulks(new BulkRows(database, transaction), runs, search, desk);
  }
}
