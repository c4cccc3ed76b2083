package licensing.purchase;

import static licensing.purchase.message.Refusal.ENDED;
import static licensing.purchase.message.Refusal.PAYMENT_UNDER_WAY;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import licensing.payment.AttemptState;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Purchases.AttemptClosing;
import org.jspecify.annotations.Nullable;

/** The tries to be paid, one after the other. Each one's row decides its race with the payment. */
final class Attempts {

  private final Records records;
  // Opening and closing await the database: whoever comes meanwhile must see the result.
  private final WorkflowLock oneAtATime = Workflow.newWorkflowLock();
  private final List<PaymentAttempt> unanswered = new ArrayList<>();

  private @Nullable PaymentAttempt latest;
  private int submitted;
  private int reports;
  private boolean withdrawn;
  private boolean over;

  Attempts(Records records) {
    this.records = records;
  }

  /** Opens the first attempt; however often it is asked, there is only one. */
  PaymentAttempt openFirst(Subscription subscription) {
    oneAtATime.lock();
    try {
      Rules.refuseIf(over || withdrawn, ENDED, "the purchase has ended");
      if (latest == null) {
        PaymentAttempt first = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
        records.open(first, null);
        latest = first;
      }
      return latest;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Opens the attempt that follows one which ended without money, so that another card may pay. */
  void openNext(PaymentAttempt ended, Instant payBefore) {
    oneAtATime.lock();
    try {
      latest = ended.next();
      records.open(latest, payBefore);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** A report only: the attempt's row says whether it is true. */
  void submitted(int number) {
    if (latest != null && latest.number() == number) {
      submitted = number;
      reports++;
    }
  }

  /** How often it was reported that a payment was handed in. */
  int reports() {
    return reports;
  }

  /**
   * Waits for the payment again: what was reported is not so, unless it was reported anew.
   *
   * @param heard how many reports had come before the row was read
   */
  void wasNotHandedIn(int heard) {
    if (reports == heard) {
      submitted = 0;
    }
  }

  /** Withdraws, unless a payment was handed in first. */
  void withdraw() {
    oneAtATime.lock();
    try {
      Rules.refuseIf(over && !withdrawn, ENDED, "the purchase has ended");
      Rules.refuseIf(!closesBeforePayment(), PAYMENT_UNDER_WAY, "a payment is being processed");
      withdrawn = true;
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Waits for no payment any more, unless one was handed in first.
   *
   * @return whether none was
   */
  boolean endUnpaid() {
    oneAtATime.lock();
    try {
      over = withdrawn || closesBeforePayment();
      return over;
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Closes an attempt that the platform never took, at the deadline.
   *
   * @return false where it came to be charging after all
   */
  boolean endNeverTaken(PaymentAttempt attempt) {
    boolean closed = records.close(attempt, true) == AttemptClosing.CLOSED;
    if (closed) {
      unanswered.add(attempt);
    }
    return closed;
  }

  /** No further attempt is made. */
  void end() {
    over = true;
  }

  void wasNotFound(PaymentAttempt attempt) {
    unanswered.add(attempt);
  }

  /** What was closed without the platform's own answer, so that its money may yet appear. */
  List<PaymentAttempt> unanswered() {
    return unanswered;
  }

  PaymentAttempt latest() {
    return Objects.requireNonNull(latest, "an attempt was opened");
  }

  boolean isOpened() {
    return latest != null;
  }

  boolean isSubmitted() {
    return latest != null && submitted == latest.number();
  }

  boolean isWithdrawn() {
    return withdrawn;
  }

  boolean isOver() {
    return over;
  }

  /** Whether the buyer is still waited for; not after a reset of a purchase that had ended. */
  boolean isAwaited() {
    return !withdrawn && !records.hadEnded();
  }

  /**
   * Of the latest attempt, null before the first.
   *
   * @param unknown whether the platform was asked for its money, and has not said what became of it
   */
  @Nullable AttemptState state(boolean unknown) {
    if (latest == null) {
      return null;
    }
    if (isSubmitted() && !withdrawn) {
      return unknown ? AttemptState.UNKNOWN : AttemptState.SUBMITTED;
    }
    return over || withdrawn ? AttemptState.CLOSED : AttemptState.OPEN;
  }

  /** Whoever changes the attempt's row first wins: the payment page or this. */
  private boolean closesBeforePayment() {
    if (latest == null || records.close(latest, false) == AttemptClosing.CLOSED) {
      return true;
    }
    submitted = latest.number();
    return false;
  }
}
