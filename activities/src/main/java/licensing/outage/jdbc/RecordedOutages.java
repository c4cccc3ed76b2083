package licensing.outage.jdbc;

import io.temporal.activity.Activity;
import java.util.List;
import licensing.outage.Outages;
import licensing.payment.braintree.BraintreeTruth;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.Attention;
import org.springframework.jdbc.core.simple.JdbcClient;

final class RecordedOutages implements Outages {

  /** Of no payment: the platform's answer is that it knows none. */
  private static final String NO_REFERENCE = "none";

  private final JdbcClient database;
  private final BraintreeTruth platform;

  RecordedOutages(JdbcClient database, BraintreeTruth platform) {
    this.database = database;
    this.platform = platform;
  }

  @Override
  public int probe() {
    platform.of(NO_REFERENCE);
    return Activity.getExecutionContext().getInfo().getAttempt();
  }

  @Override
  public List<PurchaseId> waiting(int most) {
    return database
        .sql(
            """
            select id from purchases where attention in (:attentions)
            order by subscribed_at, id limit :most
            """)
        .param("attentions", Attention.OF_THE_PLATFORM.stream().map(Attention::label).toList())
        .param("most", most)
        .query((row, index) -> PurchaseId.of(row.getString("id")))
        .list();
  }
}
