package licensing.purchase;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person to look the moment a payment has been unknown for too long, whatever the process is
 * doing then: a look-up at a platform that does not answer takes minutes.
 */
final class Alarm {

  private final Records records;
  private final String summary;
  private final Instant due;
  private String why = "";
  private @Nullable Deadline timer;
  private @Nullable Promise<Void> watch;

  Alarm(Records records, String summary, Instant due) {
    this.records = records;
    this.summary = summary;
    this.due = due;
  }

  String summary() {
    return summary;
  }

  Instant due() {
    return due;
  }

  boolean isOver() {
    return !Deadline.now().isBefore(due);
  }

  /** It is not known, and why. To be repeated whenever there is a newer reason. */
  void set(String why) {
    this.why = why;
    if (timer == null && !isOver() && runsBeside()) {
      Deadline until = new Deadline(Duration.between(Deadline.now(), due), summary);
      timer = until;
      watch = Async.procedure(this::watch, until);
    }
  }

  /** It is known. */
  void stop() {
    if (timer != null && watch != null) {
      Deadline until = timer;
      timer = null;
      until.suspend();
      // What is being said is said before it is taken back.
      watch.get();
    }
  }

  private void watch(Deadline until) {
    if (!until.leavesTimeFor(() -> timer != until)) {
      records.attention(Attention.PAYMENT_UNKNOWN, why);
    }
  }

  /** Purchases begun on earlier code ask between two look-ups. */
  static boolean runsBeside() {
    return Workflow.getVersion("alarm-beside", Workflow.DEFAULT_VERSION, 1) >= 1;
  }
}
