package licensing.payment.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import licensing.edge.SubmittedPayments;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.testing.AnswersAsValues;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
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
    SecretCipher cipher = new SecretCipher(key(1));
    byte[] stored = cipher.encrypt("purchase-1", CANARY);

    assertThat(cipher.decrypt("purchase-1", stored)).isEqualTo(CANARY);
    assertThatThrownBy(() -> cipher.decrypt("purchase-2", stored))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new SecretCipher(key(2)).decrypt("purchase-1", stored))
        .isInstanceOf(IllegalStateException.class);
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

  @Test
  void refusesAKeyOfTheWrongLength() {
    assertThatThrownBy(() -> new PaymentSecretSettings("c2hvcnQ="))
        .hasMessageContaining("PAYMENT_SECRET_KEY");
    assertThatThrownBy(() -> new PaymentSecretSettings("not base64!"))
        .hasMessageContaining("PAYMENT_SECRET_KEY");
  }

  private byte[] stored(PaymentAttempt attempt) {
    return database
        .sql("select ciphertext from payment_secrets where purchase_id = ?")
        .param(attempt.purchase().value())
        .query((row, index) -> row.getBytes(1))
        .single();
  }

  private static PaymentSecretSettings key(int filling) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) filling);
    return new PaymentSecretSettings(Base64.getEncoder().encodeToString(key));
  }
}
