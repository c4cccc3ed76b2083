package licensing.db;

import static licensing.purchase.status.StateGraph.ATTEMPT;
import static licensing.purchase.status.StateGraph.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Fixtures;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.StateGraph;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class SchemaTest {

  private final JdbcClient database;
  private final DataSource source;
  private final Fixture fixture;
  private final Purchases purchases;
  private final AttemptStore attempts;

  SchemaTest(
      JdbcClient database,
      DataSource source,
      Fixture fixture,
      Purchases purchases,
      AttemptStore attempts) {
    this.attempts = attempts;
    this.database = database;
    this.source = source;
    this.fixture = fixture;
    this.purchases = purchases;
  }

  /** Each row would be written to both of them. */
  @Test
  void noIndexIsTheBeginningOfAnother() {
    assertThat(
            database
                .sql(
                    """
                    select shorter.indexrelid::regclass || ' of ' || longer.indexrelid::regclass
                    from pg_index shorter join pg_index longer using (indrelid)
                    where shorter.indexrelid <> longer.indexrelid and not shorter.indisunique
                      and indrelid::regclass::text not like 'pg\\_%'
                      and shorter.indexprs is null and longer.indexprs is null
                      and pg_get_expr(shorter.indpred, indrelid)
                        is not distinct from pg_get_expr(longer.indpred, indrelid)
                      and starts_with(concat(longer.indkey, ' '), concat(shorter.indkey, ' '))
                      and starts_with(concat(longer.indclass, ' '), concat(shorter.indclass, ' '))
                      and starts_with(concat(longer.indoption, ' '), concat(shorter.indoption, ' '))
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  /** A currency has two decimals, or none, or three. */
  @Test
  void roundsNoAmount() {
    assertThat(
            database
                .sql(
                    """
                    select table_name || '.' || column_name from information_schema.columns
                    where table_schema = 'public' and data_type = 'numeric'
                      and numeric_scale is not null
                    """)
                .query(String.class)
                .list())
        .isEmpty();
    Offer dinars = new Offer(Offer.Kind.MIGRATION, Money.parse("19.125 KWD"), 365, 1, 99, false);
    Subscription usual = fixture.subscription();
    Subscription subscription =
        new Subscription(
            usual.purchase(),
            usual.buyer(),
            dinars,
            3,
            false,
            Money.parse("57.375 KWD"),
            usual.consent(),
            usual.subscribedAt(),
            usual.payBefore());
    purchases.recordSubscription(subscription);

    assertThat(
            database
                .sql("select total from purchases where id = ?")
                .param(subscription.purchase().value())
                .query(BigDecimal.class)
                .single())
        .isEqualByComparingTo("57.375");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update consents set locale = 'xx'",
        "delete from consents",
        "update support_actions set reason = 'another'",
        "delete from support_actions",
        "update terms_notes set body = 'another'",
        "delete from terms_notes",
        "update evidence set document = '{}'",
        "delete from evidence",
        "truncate evidence",
        "truncate consents",
        "truncate support_actions",
        "truncate terms_notes",
        "truncate bulk_targets",
        "truncate bulk_runs cascade"
      })
  void onlyAddsToEvidence(String change) {
    Subscription subscription = fixture.recorded();
    purchases.recordSupport(
        subscription.purchase(),
        new SupportCommand.RecheckNow(
            Fixtures.asked("ann", "asked by phone", fixture.version(subscription.purchase()))));
    purchases.end(subscription.purchase(), new PurchaseOutcome.Withdrawn());

    assertThatThrownBy(() -> database.sql(change).update()).hasMessageContaining("evidence");
  }

  /** Whatever the code believes: the last guard of "at most one". */
  @Test
  void holdsOneLicenseAPurchaseAndOneAttemptWithMoney() {
    PaymentAttempt attempt = fixture.handedIn();
    String purchase = attempt.purchase().toString();
    String license =
        """
        insert into licenses (
          key, purchase_id, organization_id, kind, quantity, auto_renew, starts_at, ends_at)
        select ?, id, organization_id, offer_kind, quantity, auto_renew, now(), now() + interval '1 day'
        from purchases where id = ?::uuid
        """;
    database.sql(license).params("first of " + purchase, purchase).update();

    assertThatThrownBy(
            () -> database.sql(license).params("second of " + purchase, purchase).update())
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("licenses_purchase_id_key");
    database
        .sql(
            "insert into payment_attempts (purchase_id, number, amount, currency, state)"
                + " select purchase_id, 2, amount, currency, 'OPEN'"
                + " from payment_attempts where purchase_id = ?::uuid")
        .param(purchase)
        .update();
    assertThatThrownBy(
            () ->
                database
                    .sql(
                        "update payment_attempts set state = 'SUBMITTED'"
                            + " where purchase_id = ?::uuid and number = 2")
                    .param(purchase)
                    .update())
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("one_attempt_holds_money");
  }

  @Test
  void knowsTheTransitionsOfTheGraphsAndNoOthers() {
    assertThat(transitions("attempt_transitions"))
        .containsExactlyInAnyOrderElementsOf(ways(ATTEMPT));
    assertThat(transitions("purchase_transitions"))
        .containsExactlyInAnyOrderElementsOf(ways(PURCHASE));
  }

  private List<String> transitions(String table) {
    return database
        .sql("select from_state || ' ' || to_state from " + table)
        .query((row, index) -> row.getString(1))
        .list();
  }

  private static List<String> ways(StateGraph graph) {
    return graph.transitions().stream()
        .filter(each -> each.from() != null)
        .map(each -> Objects.requireNonNull(each.from()).name() + " " + each.to().name())
        .toList();
  }

  @Test
  void letsNoPurchaseGoBackOrEndTwice() {
    UUID purchase = fixture.opened().purchase().value();

    assertRefused("step = 'CONFIRM_REDIRECT'", purchase);
    set("step = 'REDIRECT_HOME'", purchase);
    assertRefused("step = 'ENDED', outcome = 'LAPSED', ended_at = now()", purchase);
    set("step = 'ENDED', outcome = 'LICENSED', ended_at = now()", purchase);
    assertRefused("outcome = 'SUSPENDED'", purchase);
    assertRefused("step = 'REDIRECT_HOME', outcome = null, ended_at = null", purchase);
  }

  private void assertRefused(String change, UUID purchase) {
    assertThatThrownBy(() -> set(change, purchase))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("no purchase goes from");
  }

  private void set(String change, UUID purchase) {
    database.sql("update purchases set " + change + " where id = ?").param(purchase).update();
  }

  /** Whoever writes: a payment that was refused is never authorized, and none is sold twice. */
  @Test
  void letsAnAttemptGoNoWayThatIsNotItsOwn() {
    PaymentAttempt attempt = fixture.handedIn();

    assertRefused("OPEN", attempt);
    assertRefused("DECLINED", attempt);
    Instant since = attempts.startCharging(attempt, Instant.now()).orElseThrow();
    assertRefused("CLOSED", attempt);
    attempts.record(attempt, since, new AuthorizationResult.Declined("2000 Do Not Honor"));
    assertRefused("CHARGING", attempt);
    assertRefused("DECLINED", attempt);
    assertThatThrownBy(
            () ->
                database
                    .sql(
                        "insert into payment_attempts (purchase_id, number, amount, currency,"
                            + " state) values (?, 2, 57, 'USD', 'SUBMITTED')")
                    .param(attempt.purchase().value())
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("begins open, not SUBMITTED");
  }

  private void assertRefused(String state, PaymentAttempt attempt) {
    assertThatThrownBy(
            () ->
                database
                    .sql("update payment_attempts set state = ? where purchase_id = ?")
                    .params(state, attempt.purchase().value())
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("no payment attempt goes from " + fixture.state(attempt));
  }

  @Test
  void holdsOneAttemptAPayment() {
    PaymentAttempt attempt = fixture.handedIn();
    PaymentAttempt another = fixture.handedIn();
    adopt("of-" + attempt.orderId(), attempt);

    assertThatThrownBy(() -> adopt("of-" + attempt.orderId(), another))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("payment_attempts_platform_reference_key");
  }

  @Test
  void isTheOneThatProgramsAreBuiltWith() {
    assertThatCode(() -> new Migrations(source).validate()).doesNotThrowAnyException();
  }

  @Test
  void makesNoOrganizationsAndNoUsers() throws IOException {
    try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(migrations.toList())
          .hasSizeGreaterThan(6)
          .noneSatisfy(
              migration ->
                  assertThat(Files.readString(migration))
                      .containsPattern("insert into (users|organizations)"));
    }
  }

  @Test
  void holdsSessions() {
    assertThatCode(
            () ->
                database
                    .sql(
                        "select attribute_bytes from spring_session"
                            + " join spring_session_attributes on session_primary_id = primary_id")
                    .query()
                    .listOfRows())
        .doesNotThrowAnyException();
  }

  private void adopt(String reference, PaymentAttempt attempt) {
    Instant since = attempts.startCharging(attempt, Instant.now()).orElseThrow();
    Authorization held = new Authorization(reference, since, attempt.amount(), "Visa");
    attempts.record(attempt, since, new AuthorizationResult.Authorized(held));
  }
}
