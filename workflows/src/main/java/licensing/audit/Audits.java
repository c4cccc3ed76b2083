package licensing.audit;

import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.time.Instant;

/** Reads the three ledgers and compares them. Moves nothing. */
@ActivityInterface(namePrefix = "Audits.")
public interface Audits {

  /**
   * Compares the purchases subscribed to in a period, and writes down what disagrees. What an
   * earlier audit found and is no longer so is closed. Repeatable.
   *
   * <p>Disputes come weeks after the payment. Those that the platform received or decided in the
   * period are looked up in the records however old their payments are, and those that it has not
   * heard of are found. The platform is asked by four searches, two for payments and two for
   * disputes, and by more where one finds as much as a search may.
   *
   * <p>Older purchases of which something stands open are looked at again, up to a limit for each
   * audit; those that were looked at longest ago first.
   *
   * @param grace what changed less than this ago is not judged: its ledgers are being written
   */
  AuditReport compare(Instant from, Instant to, Duration grace);
}
