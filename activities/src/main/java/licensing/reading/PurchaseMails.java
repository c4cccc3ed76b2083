package licensing.reading;

import java.time.Instant;
import java.util.List;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails about purchases of the last 90 days, and what became of them. */
@Component
public final class PurchaseMails {

  private final JdbcClient database;

  PurchaseMails(JdbcClient database) {
    this.database = database;
  }

  /** In the order in which they were made. */
  public List<Mailed> of(PurchaseId purchase) {
    return database
        .sql(
            """
            select type, detail, copy_of is not null as copy, recipient, state,
              coalesce(sent_at, made_at) as at, next_try_at, attempts, reason
            from mails where purchase_id = ? order by made_at, type
            """)
        .param(purchase.value())
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              String type = columns.text("type");
              boolean ended = type.equals("purchase.ended");
              return new Mailed(
                  ended ? type + "." + columns.text("detail") : type,
                  row.getBoolean("copy"),
                  row.getString("recipient"),
                  State.valueOf(columns.text("state")),
                  columns.instant("at"),
                  columns.instant("next_try_at"),
                  row.getInt("attempts"),
                  row.getString("reason"));
            })
        .list();
  }

  /** The names are stored in rows, and are keys of messages. */
  public enum State {
    WAITING,
    SENT,
    /** The server takes it never, or did not take it for five days. */
    REFUSED,
    /** There was nobody to send it to, or it was no longer so. */
    DROPPED
  }

  /**
   * A mail.
   *
   * @param about key of the message that says what it tells
   * @param copy whether it is that of the organization's finance contact, beside the person's
   * @param recipient null while it was not tried, and where there is none
   * @param at when it was sent, or else made
   * @param reason why it is not sent, in the mail server's words or ours; null where nothing is
   *     known
   */
  public record Mailed(
      String about,
      boolean copy,
      @Nullable String recipient,
      State state,
      Instant at,
      Instant nextTry,
      int attempts,
      @Nullable String reason) {}
}
