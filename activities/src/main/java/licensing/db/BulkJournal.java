package licensing.db;

import licensing.bulk.BulkId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where changes of bulk runs are announced, beside those of purchases. */
public record BulkJournal(JdbcClient database) {

  /** What is sent there is the run's id. */
  public static final String CHANNEL = "bulk_changed";

  /** Once the transaction is committed. */
  public void changed(BulkId bulk) {
    database.sql("select pg_notify(?, ?)").params(CHANNEL, bulk.value()).query().listOfRows();
  }
}
