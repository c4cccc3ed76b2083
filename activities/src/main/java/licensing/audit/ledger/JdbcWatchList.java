package licensing.audit.ledger;

import java.util.List;
import licensing.audit.WatchList;
import licensing.db.Columns;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.LateMoney;
import licensing.purchase.PurchaseId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component("watchList")
public final class JdbcWatchList implements WatchList {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcWatchList.class);

  /** As often in one run a call may take as long as the platform lets us wait. */
  private static final int MOST_FAILURES = 3;

  private final JdbcClient database;
  private final Payments payments;

  JdbcWatchList(JdbcClient database, Payments payments) {
    this.database = database;
    this.payments = payments;
  }

  @Override
  public Watch giveBackLate(int atMost) {
    int searched = 0;
    int givenBack = 0;
    int failed = 0;
    for (PaymentAttempt attempt : searchedLongestAgo(atMost)) {
      // Before the search, so that one that always fails does not keep the others waiting.
      noteSearch(attempt);
      searched++;
      try {
        givenBack += payments.giveBackLate(attempt) == LateMoney.GIVEN_BACK ? 1 : 0;
      } catch (RuntimeException failure) {
        LOG.warn("no late money of {} given back: {}", attempt.orderId(), failure.getMessage());
        if (++failed == MOST_FAILURES) {
          break;
        }
      }
    }
    return new Watch(searched, givenBack, failed);
  }

  private List<PaymentAttempt> searchedLongestAgo(int atMost) {
    return database
        .sql(
            """
            select purchase_id, number, amount, currency from payment_attempts
            where watched_until > now()
            order by searched_at nulls first, watched_until limit ?
            """)
        .param(atMost)
        .query(
            (row, index) ->
                new PaymentAttempt(
                    PurchaseId.of(row.getString("purchase_id")),
                    row.getInt("number"),
                    new Columns(row).money("amount")))
        .list();
  }

  private void noteSearch(PaymentAttempt attempt) {
    database
        .sql("update payment_attempts set searched_at = now() where purchase_id = ? and number = ?")
        .params(attempt.purchase().value(), attempt.number())
        .update();
  }
}
