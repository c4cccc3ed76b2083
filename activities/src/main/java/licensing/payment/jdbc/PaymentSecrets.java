package licensing.payment.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import licensing.keys.SharedKeys;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Payment secrets, encrypted and apart from the evidence, for as long as they are of use. */
@Component
public final class PaymentSecrets {

  private static final Logger LOG = LoggerFactory.getLogger(PaymentSecrets.class);
  private static final Duration OLD = Duration.ofHours(24);

  private final JdbcClient database;
  private final Aead aead;

  PaymentSecrets(JdbcClient database, PaymentSecretSettings settings) {
    this.database = database;
    this.aead = settings.aead();
  }

  /** The submitted payment it belongs to must be stored before. */
  public void keep(PurchaseId purchase, int attempt, PaymentSecret secret) {
    String text =
        secret.device() == null ? secret.value() : secret.value() + "\n" + secret.device();
    database
        .sql("insert into payment_secrets (purchase_id, attempt, ciphertext) values (?, ?, ?)")
        .params(
            purchase.value(), attempt, encrypted(PaymentAttempt.orderId(purchase, attempt), text))
        .update();
  }

  /**
   * Empty when nothing was handed in, or it was erased.
   *
   * @throws IllegalStateException when none of the keys is the one it was encrypted with
   */
  public Optional<PaymentSecret> find(PurchaseId purchase, int attempt) {
    return database
        .sql("select ciphertext from payment_secrets where purchase_id = ? and attempt = ?")
        .params(purchase.value(), attempt)
        .query((row, index) -> row.getBytes(1))
        .optional()
        .map(stored -> read(decrypted(PaymentAttempt.orderId(purchase, attempt), stored)));
  }

  public void erase(PurchaseId purchase, int attempt) {
    database
        .sql("delete from payment_secrets where purchase_id = ? and attempt = ?")
        .params(purchase.value(), attempt)
        .update();
  }

  /** In every program that can read them, since what was forgotten must not stay. */
  @Scheduled(initialDelayString = "PT10M", fixedRateString = "PT10M")
  void eraseForgotten() {
    int erased = eraseOlderThan(OLD);
    if (erased > 0) {
      LOG.info("Erased {} payment secrets that were older than {}", erased, OLD);
    }
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

  /** What is encrypted for one order id does not decrypt for another. */
  private byte[] encrypted(String orderId, String text) {
    try {
      return aead.encrypt(text.getBytes(UTF_8), orderId.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the payment secret of " + orderId + " is not kept", e);
    }
  }

  private String decrypted(String orderId, byte[] stored) {
    try {
      return new String(aead.decrypt(stored, orderId.getBytes(UTF_8)), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the payment secret of " + orderId + " is not readable", e);
    }
  }

  private static PaymentSecret read(String text) {
    String[] parts = text.split("\n", 2);
    return new PaymentSecret(parts[0], parts.length == 2 ? parts[1] : null);
  }

  /**
   * What the platform's form gave for one payment.
   *
   * @param value stands for the card; good for one sale
   * @param device what the form says of the browser, for the platform's fraud checks
   */
  public record PaymentSecret(String value, @Nullable String device) {

    public PaymentSecret {
      if (value.isBlank() || value.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("not what the platform's form gives");
      }
    }

    @Override
    public String toString() {
      return "PaymentSecret[...]";
    }
  }

  /**
   * How payment secrets are kept, and whatever else nobody may read who reads the database.
   *
   * @param keys each 32 random bytes in base64, the same for all programs: the first one encrypts,
   *     and every one decrypts
   */
  @ConfigurationProperties("payment-secrets")
  public record PaymentSecretSettings(@DefaultValue List<String> keys) {

    public PaymentSecretSettings {
      encryption(keys);
    }

    public Aead aead() {
      return encryption(keys).aead();
    }

    private static SharedKeys encryption(List<String> keys) {
      return SharedKeys.of("PAYMENT_SECRET_KEY", keys);
    }

    @Override
    public String toString() {
      return "PaymentSecretSettings[...]";
    }
  }
}
