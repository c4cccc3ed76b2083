package licensing.web.relay;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import licensing.edge.SubmittedPayments;
import licensing.payment.braintree.PlatformNotifications;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.PurchaseProcesses.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reports what is stored and not yet acknowledged. Reports are hints that may arrive twice, and
 * rows are claimed, so that any number of instances may do this at once.
 */
@Component
public class Relay {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** So many that nobody acknowledges: Temporal is away, and the others would only wait for it. */
  private static final int AWAY = 3;

  private final SubmittedPayments payments;
  private final PlatformNotifications notifications;
  private final PurchaseProcesses processes;
  private final AtomicBoolean awake = new AtomicBoolean();

  Relay(
      SubmittedPayments payments,
      PlatformNotifications notifications,
      PurchaseProcesses processes) {
    this.payments = payments;
    this.notifications = notifications;
    this.processes = processes;
  }

  /** Reports soon, without keeping the caller; what was stored before the call is included. */
  public void wake() {
    if (awake.compareAndSet(false, true)) {
      Thread.ofVirtual().name("relay").start(this::run);
    }
  }

  @Scheduled(fixedDelay = 3_000)
  void run() {
    // Before the rows are read, so that a later call starts another round.
    awake.set(false);
    relay(this::payments);
    relay(this::notifications);
  }

  private void relay(Runnable reports) {
    try {
      reports.run();
    } catch (RuntimeException e) {
      LOG.warn("reports to purchases are late: {}", e.toString());
    }
  }

  private void payments() {
    each(
        payments::claimUnreported,
        payment -> {
          var report = new PaymentSubmitted(payment.buyer(), payment.attempt());
          boolean heard =
              processes.paymentSubmitted(payment.purchase(), report) != Delivery.NOT_CONFIRMED;
          if (heard) {
            // Nobody there: the purchase is over, and its end has closed the attempt.
            payments.reported(payment.purchase(), payment.attempt());
          }
          return heard;
        });
  }

  private void notifications() {
    each(
        notifications::claimUnreported,
        notification -> {
          var report = new PlatformReported(notification.notification(), notification.kind());
          boolean heard =
              processes.platformReported(
                      notification.purchase(), notification.organization(), report)
                  == Delivery.ACKNOWLEDGED;
          if (heard) {
            notifications.reported(notification.notification(), "to be read again");
          }
          return heard;
        });
  }

  /**
   * No more is claimed than is tried for certain, since a claim keeps a row from every round for a
   * while: those behind one that stays unheard are reported in the next.
   *
   * @param claim takes at most that many
   * @param report whether it was heard
   */
  private static <T> void each(IntFunction<List<T>> claim, Predicate<T> report) {
    int late = 0;
    List<T> claimed = claim.apply(AWAY);
    while (!claimed.isEmpty()) {
      for (T each : claimed) {
        late += report.test(each) ? 0 : 1;
      }
      claimed = late < AWAY ? claim.apply(AWAY - late) : List.of();
    }
  }
}
