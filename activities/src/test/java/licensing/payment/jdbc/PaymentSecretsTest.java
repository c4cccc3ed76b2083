package licensing.payment.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static licensing.testing.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import licensing.edge.SubmittedPayments;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.testing.AnswersAsValues;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class PaymentSecretsTest {

  private static final String CANARY = "canary-nonce-4711";

  private final PaymentSecrets secrets;
  private final SubmittedPayments submitted;
  private final Payments payments;
  private final Fixture fixture;
  private final JdbcClient database;

  PaymentSecretsTest(
      PaymentSecrets secrets,
      SubmittedPayments submitted,
      Payments payments,
      Fixture fixture,
      JdbcClient database) {
    this.secrets = secrets;
    this.submitted = submitted;
    this.payments = new AnswersAsValues(payments);
    this.fixture = fixture;
    this.database = database;
  }

  @Test
  void givesBackWhatWasHandedIn() {
    PaymentAttempt attempt = fixture.opened();
    submitted.handIn(attempt.purchase(), 1, CANARY, "{\"device\":\"1\\n2\"}");

    assertThat(secrets.find(attempt.purchase(), 1))
        .contains(new PaymentSecret(CANARY, "{\"device\":\"1\\n2\"}"));
    assertThat(new PaymentSecret(CANARY, null).toString()).doesNotContain(CANARY);
  }

  @Test
  void storesNothingReadable() {
    PaymentAttempt attempt = fixture.opened();
    submitted.handIn(attempt.purchase(), 1, CANARY, CANARY);

    assertThat(new String(stored(attempt), ISO_8859_1)).doesNotContain("canary");
  }

  @Test
  void readsASecretForItsOwnOrderAlone() {
    PaymentAttempt attempt = fixture.handedIn();
    PaymentAttempt another = fixture.handedIn();
    database
        .sql("update payment_secrets set ciphertext = ? where purchase_id = ?")
        .params(stored(attempt), another.purchase().value())
        .update();

    assertThat(secrets.find(attempt.purchase(), 1)).isPresent();
    assertThatThrownBy(() -> secrets.find(another.purchase(), 1))
        .isInstanceOf(IllegalStateException.class);
  }

  /** As an operator exchanges it: a buyer may have handed in a card between any two steps. */
  @Test
  void readsWhatAnOlderKeyEncryptedWhileKeysAreExchanged() {
    String old = key(1);
    String fresh = key(2);
    PaymentAttempt before = handedInWith(old);
    PaymentAttempt between = handedInWith(old, fresh);
    PaymentAttempt after = handedInWith(fresh, old);

    assertThat(secret(before, old, fresh)).isPresent();
    for (PaymentAttempt open : List.of(before, between, after)) {
      assertThat(secret(open, fresh, old)).contains(new PaymentSecret(CANARY, null));
    }
    assertThat(secret(after, fresh)).isPresent();
    assertThatThrownBy(() -> secret(before, fresh)).isInstanceOf(IllegalStateException.class);
  }

  private PaymentAttempt handedInWith(String... keys) {
    PaymentAttempt attempt = fixture.handedIn();
    secrets.erase(attempt.purchase(), 1);
    with(keys).keep(attempt.purchase(), 1, new PaymentSecret(CANARY, null));
    return attempt;
  }

  private Optional<PaymentSecret> secret(PaymentAttempt attempt, String... keys) {
    return with(keys).find(attempt.purchase(), 1);
  }

  private PaymentSecrets with(String... keys) {
    return new PaymentSecrets(database, new PaymentSecretSettings(List.of(keys)));
  }

  @Test
  void callsAnOperatorWhenASecretIsNotReadable() {
    PaymentAttempt attempt = fixture.handedIn();
    database
        .sql("update payment_secrets set ciphertext = '\\x000102030405060708090a0b0c0d0e0f'")
        .update();

    assertThat(payments.authorize(attempt))
        .isInstanceOfSatisfying(NotTaken.class, not -> assertThat(not.needsOperator()).isTrue());
  }

  @Test
  void erasesWhatIsADayOld() {
    PaymentAttempt old = fixture.handedIn();
    PaymentAttempt fresh = fixture.handedIn();
    database
        .sql(
            "update payment_secrets set stored_at = now() - interval '25 hours'"
                + " where purchase_id = ?")
        .param(old.purchase().value())
        .update();

    secrets.eraseOlderThan(Duration.ofHours(24));

    assertThat(fixture.secrets(old.purchase())).isZero();
    assertThat(fixture.secrets(fresh.purchase())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c2h vcnQ=", "c2hvcnQ=", "not base64!", "%s,c2hvcnQ=", "%s,%<s"})
  void refusesKeysThatAreNone(String keys) {
    List<String> listed = List.of(keys.formatted(key(1)).split(","));
    assertThatThrownBy(() -> new PaymentSecretSettings(listed))
        .hasMessageContaining("PAYMENT_SECRET_KEY");
  }

  @Test
  void showsNoKeys() {
    assertThat(new PaymentSecretSettings(List.of(key(1))).toString()).doesNotContain(key(1));
  }

  private byte[] stored(PaymentAttempt attempt) {
    return database
        .sql("select ciphertext from payment_secrets where purchase_id = ?")
        .param(attempt.purchase().value())
        .query((row, index) -> row.getBytes(1))
        .single();
  }
}
