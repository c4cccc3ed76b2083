package licensing.web.process;

import java.time.Instant;
import java.util.List;
import licensing.purchase.PurchaseId;

/** What Temporal remembers of a purchase. */
public interface PurchaseHistories {

  /** Answers within a few seconds. */
  History of(PurchaseId purchase);

  /** What there is to be read. */
  sealed interface History {

    /**
     * @param moments in the order in which they happened
     */
    record Told(List<Moment> moments) implements History {}

    /** There never was one, or Temporal keeps it no longer. */
    record Gone() implements History {}

    /** Temporal is not reached, or does not answer in time. */
    record Away() implements History {}
  }

  /**
   * One thing that happened, or is about to.
   *
   * @param words names, summaries and outcomes, in English; never a whole payload
   */
  record Moment(Instant at, Kind kind, String words) {}

  /** What it was; the names are keys of messages. */
  enum Kind {
    STARTED,
    UPDATE,
    UPDATE_FAILED,
    SIGNAL,
    RECORDED,
    RECORD_FAILED,
    ACTIVITY,
    ACTIVITY_DONE,
    ACTIVITY_FAILED,
    ACTIVITY_TIMED_OUT,
    TIMER,
    TIMER_FIRED,
    TIMER_CANCELED,
    SAID,
    TASK_FAILED,
    TASK_TIMED_OUT,
    CANCEL_REQUESTED,
    /** Somebody took it back to an earlier event, from where it went on. */
    RESET,
    COMPLETED,
    FAILED,
    CANCELED,
    TERMINATED,
    /** Begun, and running at the moment. */
    TIMER_PENDING,
    /** Not in the history yet: an activity that is tried again and again. */
    ACTIVITY_PENDING,
    /** Not in the history yet: no worker has taken what is to be done next. */
    TASK_PENDING
  }
}
