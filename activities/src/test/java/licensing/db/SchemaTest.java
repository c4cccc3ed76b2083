package licensing.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.PurchaseOutcome;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class SchemaTest {

  private final JdbcClient database;
  private final DataSource source;
  private final Fixture fixture;
  private final Purchases purchases;

  SchemaTest(JdbcClient database, DataSource source, Fixture fixture, Purchases purchases) {
    this.database = database;
    this.source = source;
    this.fixture = fixture;
    this.purchases = purchases;
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
    purchases.recordSupportAction(
        subscription.purchase(),
        "recheck now",
        new SupportRequest("ann", "asked by phone", fixture.version(subscription.purchase())));
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
    assertThatThrownBy(
            () ->
                database
                    .sql(
                        "insert into payment_attempts (purchase_id, number, amount, currency, state)"
                            + " select purchase_id, 2, amount, currency, 'CHARGING'"
                            + " from payment_attempts where purchase_id = ?::uuid")
                    .param(purchase)
                    .update())
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("one_attempt_holds_money");
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
    database
        .sql(
            "update payment_attempts set state = 'AUTHORIZED', authorized_at = now(),"
                + " platform_reference = ? where purchase_id = ?::uuid")
        .params(reference, attempt.purchase().toString())
        .update();
  }
}
