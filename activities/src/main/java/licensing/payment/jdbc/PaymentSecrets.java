package licensing.payment.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payment secrets, encrypted and apart from the evidence, for as long as they are of use. */
@Component
public final class PaymentSecrets {

  private final JdbcClient database;
  private final SecretCipher cipher;

  PaymentSecrets(JdbcClient database, PaymentSecretSettings settings) {
    this.database = database;
    this.cipher = new SecretCipher(settings);
  }

  /** The submitted payment it belongs to must be stored before. */
  public void keep(PurchaseId purchase, int attempt, PaymentSecret secret) {
    String text =
        secret.device() == null ? secret.value() : secret.value() + "\n" + secret.device();
    database
        .sql("insert into payment_secrets (purchase_id, attempt, ciphertext) values (?, ?, ?)")
        .params(
            uuid(purchase),
            attempt,
            cipher.encrypt(PaymentAttempt.orderId(purchase, attempt), text))
        .update();
  }

  /**
   * Empty when nothing was handed in, or it was erased.
   *
   * @throws IllegalStateException when the key is not the one it was encrypted with
   */
  public Optional<PaymentSecret> find(PurchaseId purchase, int attempt) {
    return database
        .sql("select ciphertext from payment_secrets where purchase_id = ? and attempt = ?")
        .params(uuid(purchase), attempt)
        .query((row, index) -> row.getBytes(1))
        .optional()
        .map(stored -> read(cipher.decrypt(PaymentAttempt.orderId(purchase, attempt), stored)));
  }

  public void erase(PurchaseId purchase, int attempt) {
    database
        .sql("delete from payment_secrets where purchase_id = ? and attempt = ?")
        .params(uuid(purchase), attempt)
        .update();
  }

  /**
   * Erases what is so old that the platform would not take it any more, whatever became of it.
   *
   * @return how many were erased
   */
  public int eraseOlderThan(Duration age) {
    return database
        .sql("delete from payment_secrets where stored_at < now() - make_interval(secs => ?)")
        .param((double) age.toSeconds())
        .update();
  }

  private static PaymentSecret read(String text) {
    String[] parts = text.split("\n", 2);
    return new PaymentSecret(parts[0], parts.length == 2 ? parts[1] : null);
  }

  private static UUID uuid(PurchaseId purchase) {
    return purchase.value();
  }
}
