package licensing.payment.jdbc;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases, in every program that can read them, payment secrets that were forgotten. */
@Component
final class SecretErasure implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SecretErasure.class);
  private static final Duration OLD = Duration.ofHours(24);
  private static final Duration BETWEEN = Duration.ofMinutes(10);

  private final PaymentSecrets secrets;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("erasure").factory());

  SecretErasure(PaymentSecrets secrets) {
    this.secrets = secrets;
    long between = BETWEEN.toSeconds();
    var unused = schedule.scheduleWithFixedDelay(this::erase, between, between, TimeUnit.SECONDS);
  }

  private void erase() {
    try {
      int erased = secrets.eraseOlderThan(OLD);
      if (erased > 0) {
        LOG.info("Erased {} payment secrets that were older than {}", erased, OLD);
      }
    } catch (RuntimeException e) {
      LOG.warn("Old payment secrets could not be erased; tried again in {}", BETWEEN, e);
    }
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }
}
