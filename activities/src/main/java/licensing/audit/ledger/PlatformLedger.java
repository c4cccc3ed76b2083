package licensing.audit.ledger;

import java.time.Instant;
import java.util.List;

/** The payment platform's side. */
public interface PlatformLedger {

  /**
   * Sales created from then on. Costs one search, and one more request for each page of it.
   *
   * @throws RuntimeException when the platform does not answer; its message says why
   */
  List<PlatformPayment> createdSince(Instant from);

  /**
   * Disputes that were received or decided from then on, whatever they are about and however old
   * their payments are; a few earlier ones too, since the platform names days only. Costs two
   * searches of one request each, and one more request for each further page, up to a limit. None
   * where our keys may not search for them.
   *
   * @throws RuntimeException when the platform does not answer; its message says why
   */
  List<PlatformDispute> disputesSince(Instant from);
}
