package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What one support person has proposed, for another one to do. For support staff only. */
@Component
public final class Proposals {

  private static final String STANDING =
      """
      select purchase_id as purchase, proposes as action, reference, name as operator, operator_id,
        reason, acted_at as since
      from standing_proposals join users on users.id = operator_id
      """;

  private final JdbcClient database;

  Proposals(JdbcClient database) {
    this.database = database;
  }

  /**
   * The latest that stands: of the present attempt to pay, within a day, neither done nor withdrawn
   * since, and of somebody who is of support still.
   */
  public Optional<Proposed> of(PurchaseId purchase) {
    return database
        .sql(STANDING + "where purchase_id = ? order by acted_at desc limit 1")
        .param(purchase.value())
        .query(Proposed.class)
        .optional();
  }

  /**
   * Those of open purchases, and about licenses of purchases that have ended; the longest waiting
   * first, at most that many.
   */
  public List<Proposed> waiting(int size) {
    return database
        .sql(
            STANDING
                + """
                where exists (select from purchases where id = purchase_id
                  and (outcome is null or proposes in ('REINSTATE', 'SUSPEND')))
                order by acted_at limit ?
                """)
        .param(size)
        .query(new SimplePropertyRowMapper<>(Proposed.class))
        .list();
  }

  /**
   * An action that waits for a second person.
   *
   * @param reference of the payment that it names, null where it names none
   * @param operator login name of who proposes it
   * @param operatorId who that is
   * @param reason in their words
   */
  public record Proposed(
      PurchaseId purchase,
      SupportCommand.Action action,
      @Nullable String reference,
      String operator,
      UserId operatorId,
      String reason,
      Instant since) {}
}
