package licensing.bulk.desk;

import licensing.bulk.BulkOutcome;
import licensing.purchase.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase answered.
 *
 * @param why the name of its refusal, or {@link #NO_PROCESS}; null where it refused nothing
 */
public record Reply(BulkOutcome outcome, @Nullable String why) {

  public static final Reply DONE = new Reply(BulkOutcome.DONE, null);
  public static final Reply NOT_ANSWERED = new Reply(BulkOutcome.NOT_ANSWERED, null);

  /** Temporal knows no such purchase, or does not keep it any more. */
  public static final Reply NO_PROCESS = new Reply(BulkOutcome.REFUSED, "NO_PROCESS");

  public static Reply refused(Refusal refusal) {
    return new Reply(BulkOutcome.REFUSED, refusal.name());
  }

  /** Whether it had changed since it was read, so that it may do now what it refused. */
  public boolean isStale() {
    return Refusal.CHANGED_SINCE.name().equals(why);
  }
}
