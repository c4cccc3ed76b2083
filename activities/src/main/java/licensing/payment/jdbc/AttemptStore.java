package licensing.payment.jdbc;

import static java.util.stream.Collectors.joining;
import static licensing.payment.PaymentAttempt.State.AUTHORIZED;
import static licensing.payment.PaymentAttempt.State.CLOSED;
import static licensing.payment.PaymentAttempt.State.OPEN;
import static licensing.payment.PaymentAttempt.State.UNKNOWN;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import licensing.db.Columns;
import licensing.db.PurchaseJournal;
import licensing.document.Documents;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.NotHandedIn;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.ReleaseResult;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StateGraph.Event;
import licensing.purchase.status.StateGraph.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of payment attempts, the referees of every race: whoever changes a state first has won,
 * and the number of rows says who that was; what may follow what is {@link StateGraph#ATTEMPT}.
 * What is known of a request is written against the moment it became charging, so that a late
 * answer never decides over a later request.
 */
@Component
public final class AttemptStore {

  private final JdbcClient database;
  private final PaymentSecrets secrets;
  private final PurchaseJournal journal;
  private final Documents documents;
  private final Outbox outbox;

  AttemptStore(
      JdbcClient database,
      PaymentSecrets secrets,
      PurchaseJournal journal,
      Documents documents,
      Outbox outbox) {
    this.database = database;
    this.secrets = secrets;
    this.journal = journal;
    this.documents = documents;
    this.outbox = outbox;
  }

  /**
   * What a row says beside its new state.
   *
   * @param chargingSince null where no request is, or was, on its way
   * @param watched whether money may yet appear, since the platform did not say how it ended
   */
  private record Facts(
      @Nullable String reason,
      @Nullable Instant chargingSince,
      @Nullable Authorization authorization,
      boolean watched) {

    static final Facts NONE = new Facts(null, null, null, false);
    static final Facts WATCHED = new Facts(null, null, null, true);

    static Facts charging(Instant since) {
      return new Facts(null, since, null, false);
    }

    static Facts answered(Instant since, String reason) {
      return new Facts(reason, since, null, false);
    }
  }

  /** Empty for one that was never opened. */
  public Optional<RecordedAttempt> find(PaymentAttempt attempt) {
    return find(attempt.purchase(), attempt.number());
  }

  /** Empty for one that was never opened. */
  public Optional<RecordedAttempt> find(PurchaseId purchase, int number) {
    return database
        .sql("select * from payment_attempts where purchase_id = ? and number = ?")
        .params(purchase.value(), number)
        .query(AttemptStore::recorded)
        .optional();
  }

  /**
   * Opens an attempt once; a repetition, or one of a purchase that ended, changes nothing.
   *
   * @throws IllegalStateException when the attempt before it may still hold money
   */
  public void open(PaymentAttempt attempt) {
    journal.change(
        attempt.purchase(),
        PurchaseStep.AWAIT_PAYMENT,
        () -> {
          requireFormerOver(attempt);
          return insert(attempt);
        });
  }

  /** Takes a payment in: only the first one finds the attempt open. */
  public boolean submit(PurchaseId purchase, int number) {
    return journal.change(
        purchase, () -> move(purchase, number, Event.PAYMENT_SUBMITTED, Facts.NONE));
  }

  /**
   * Closes an attempt that is open or, if the platform provably never took it, submitted.
   *
   * @return whether it is closed now, by this call or an earlier one
   */
  public boolean close(PaymentAttempt attempt, boolean neverTaken) {
    PurchaseId purchase = attempt.purchase();
    int number = attempt.number();
    return journal.change(
            purchase,
            () -> {
              int closed = move(purchase, number, Event.CLOSED_UNPAID, Facts.NONE);
              return closed == 0 && neverTaken
                  ? move(purchase, number, Event.CLOSED_NEVER_TAKEN, Facts.WATCHED)
                  : closed;
            })
        || find(attempt).map(RecordedAttempt::state).orElse(CLOSED) == CLOSED;
  }

  /** Closes what an ended purchase left open, within the transaction that ends it. */
  public void closeAll(PurchaseId purchase) {
    List<Integer> open =
        database
            .sql("select number from payment_attempts where purchase_id = ? and state = ?")
            .params(purchase.value(), OPEN.name())
            .query((row, index) -> row.getInt(1))
            .list();
    open.forEach(number -> move(purchase, number, Event.CLOSED_UNPAID, Facts.NONE));
  }

  /**
   * To be committed before the request leaves.
   *
   * @return the moment that names this request; empty when the attempt is not submitted
   */
  public Optional<Instant> startCharging(PaymentAttempt attempt, Instant now) {
    Instant since = now.truncatedTo(ChronoUnit.MICROS);
    boolean first =
        journal.change(
            attempt.purchase(),
            () ->
                move(
                    attempt.purchase(),
                    attempt.number(),
                    Event.CHARGE_STARTED,
                    Facts.charging(since)));
    return first ? Optional.of(since) : Optional.empty();
  }

  /**
   * Writes what is known of a request.
   *
   * @param since names the request
   * @return whether the row took it; if not, it is known already, or decided otherwise
   */
  public boolean record(PaymentAttempt attempt, Instant since, AuthorizationResult result) {
    return switch (result) {
      case Authorized(Authorization authorization) ->
          answered(
              attempt,
              since,
              Event.CHARGE_AUTHORIZED,
              new Facts(null, since, authorization, false));
      case Declined(String reason) ->
          answered(attempt, since, Event.CHARGE_DECLINED, Facts.answered(since, reason));
      case NotCharged(String reason) ->
          answered(attempt, since, Event.CHARGE_NOT_MADE, Facts.answered(since, reason));
      case NotFound(String reason) ->
          answered(attempt, since, Event.CHARGE_NOT_MADE, new Facts(reason, since, null, true));
      case NotHandedIn() -> false;
      // Its secret is kept: the same request may be sent again.
      case NotTaken(String reason, boolean _) ->
          answered(attempt, since, Event.CHARGE_NOT_TAKEN, new Facts(reason, null, null, false));
      case Unknown(String reason, boolean _) ->
          answered(attempt, since, Event.ANSWER_LOST, Facts.answered(since, reason));
    };
  }

  /**
   * The money is taken, and with it the purchase has ended: one transaction says both, and writes
   * the document of it.
   */
  public void captured(PaymentAttempt attempt) {
    journal.change(
        attempt.purchase(),
        () -> {
          int captured =
              database
                  .sql(
                      """
                      update payment_attempts set captured_at = now()
                      where purchase_id = ? and number = ?
                        and state = 'AUTHORIZED' and captured_at is null
                      """)
                  .params(attempt.purchase().value(), attempt.number())
                  .update();
          int ended = journal.end(attempt.purchase(), PurchaseOutcome.Kind.LICENSED, null);
          if (captured == 1) {
            documents.paid(attempt.purchase(), attempt.number());
          }
          return captured + ended;
        });
  }

  public void givenBack(PaymentAttempt attempt, ReleaseResult how) {
    journal.change(
        attempt.purchase(),
        () -> {
          int givenBack =
              database
                  .sql(
                      """
                      update payment_attempts set given_back = ?, given_back_at = now()
                      where purchase_id = ? and number = ?
                        and state = 'AUTHORIZED' and given_back is null
                      """)
                  .params(how.name(), attempt.purchase().value(), attempt.number())
                  .update();
          if (givenBack == 1) {
            documents.wentBack(attempt.purchase(), "attempt " + attempt.number(), null);
          }
          return givenBack;
        });
  }

  private boolean answered(PaymentAttempt attempt, Instant since, Event event, Facts facts) {
    IntSupplier move = () -> move(attempt.purchase(), attempt.number(), event, since, facts);
    return event == Event.CHARGE_AUTHORIZED
        ? journal.change(attempt.purchase(), PurchaseStep.ACTIVATE_LICENSE, move)
        : journal.change(attempt.purchase(), move);
  }

  /** Before there is a request. */
  private int move(PurchaseId purchase, int number, Event event, Facts facts) {
    return move(purchase, number, event, null, facts);
  }

  /**
   * The one statement by which a state changes; its payment secret goes when it is of no more use.
   * The states stand in the statement as they are, so that its partial indexes are used, and so
   * that whoever reads the database's log sees what happened.
   *
   * @param since the request that this is known of, null before there is one
   * @return 1 if it came first, else 0
   */
  private int move(
      PurchaseId purchase, int number, Event event, @Nullable Instant since, Facts facts) {
    State to = StateGraph.ATTEMPT.targetOf(event);
    Authorization held = facts.authorization();
    int moved =
        database
            .sql(
                """
                update payment_attempts set state = '%1$s',
                  state_since = case when state = '%1$s' then state_since else now() end,
                  reason = case when '%1$s' = 'CLOSED' then reason else :reason end,
                  charging_since = :charging,
                  platform_reference = :reference, authorized_at = :authorized, card = :card,
                  watched_until = case when :watched then now() + interval '24 hours' end
                where purchase_id = :purchase and number = :number and state in (%2$s)
                  and charging_since is not distinct from :since
                  and (state, reason) is distinct from ('%1$s', :reason)
                """
                    .formatted(to.name(), quoted(StateGraph.ATTEMPT.sourcesOf(event))))
            .param("purchase", purchase.value())
            .param("number", number)
            .param("since", time(since), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("reason", facts.reason(), Types.VARCHAR)
            .param("charging", time(facts.chargingSince()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("reference", held == null ? null : held.reference(), Types.VARCHAR)
            .param(
                "authorized",
                held == null ? null : time(held.authorizedAt()),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("card", held == null ? null : held.card(), Types.VARCHAR)
            .param("watched", facts.watched())
            .update();
    if (moved == 1 && StateGraph.ATTEMPT.isFinal(to)) {
      secrets.erase(purchase, number);
    }
    if (moved == 1 && to == UNKNOWN) {
      outbox.record(
          OutboxEvent.PURCHASE_UNKNOWN,
          purchase,
          Integer.toString(number),
          Map.of("attempt", number));
    }
    return moved;
  }

  private int insert(PaymentAttempt attempt) {
    return database
        .sql(
            """
            insert into payment_attempts (purchase_id, number, amount, currency, state)
            select id, ?, ?, ?, 'OPEN' from purchases where id = ? and outcome is null
            on conflict do nothing
            """)
        .params(
            attempt.number(),
            attempt.amount().amount(),
            attempt.amount().currency().getCurrencyCode(),
            attempt.purchase().value())
        .update();
  }

  private void requireFormerOver(PaymentAttempt attempt) {
    if (attempt.number() == 1) {
      return;
    }
    PaymentAttempt.State former =
        find(attempt.purchase(), attempt.number() - 1).map(RecordedAttempt::state).orElse(OPEN);
    if (!former.isFinal() || former == AUTHORIZED) {
      throw new IllegalStateException("the attempt before " + attempt + " is " + former);
    }
  }

  private static RecordedAttempt recorded(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    String givenBack = row.getString("given_back");
    return new RecordedAttempt(
        PaymentAttempt.State.valueOf(columns.text("state")),
        row.getString("reason"),
        columns.instantOrNull("charging_since"),
        authorization(columns),
        columns.instantOrNull("captured_at"),
        givenBack == null ? null : ReleaseResult.valueOf(givenBack),
        columns.instantOrNull("watched_until"));
  }

  private static @Nullable Authorization authorization(Columns columns) throws SQLException {
    String reference = columns.row().getString("platform_reference");
    Instant authorizedAt = columns.instantOrNull("authorized_at");
    if (reference == null || authorizedAt == null) {
      return null;
    }
    String card = columns.row().getString("card");
    return new Authorization(
        reference, authorizedAt, columns.money("amount"), card == null ? "" : card);
  }

  private static @Nullable Object time(@Nullable Instant instant) {
    return instant == null ? null : Columns.time(instant);
  }

  private static String quoted(Set<State> states) {
    return states.stream().map(state -> "'" + state.name() + "'").sorted().collect(joining(", "));
  }

  /**
   * What is recorded of an attempt.
   *
   * @param reason why it was declined, not charged, set back or is unknown
   * @param chargingSince when the request may have left for the platform, null before
   * @param authorization once the money is held
   * @param watchedUntil for how long money may yet appear for it, null where the platform said how
   *     it ended
   */
  public record RecordedAttempt(
      PaymentAttempt.State state,
      @Nullable String reason,
      @Nullable Instant chargingSince,
      @Nullable Authorization authorization,
      @Nullable Instant capturedAt,
      @Nullable ReleaseResult givenBack,
      @Nullable Instant watchedUntil) {}
}
