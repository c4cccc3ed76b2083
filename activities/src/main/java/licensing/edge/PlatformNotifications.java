package licensing.edge;

import java.util.List;
import java.util.Optional;
import licensing.buyer.OrganizationId;
import licensing.purchase.PurchaseId;

/** Webhooks of the platform, from their arrival to their report. */
public interface PlatformNotifications {

  /** Checks the signature on the raw text before anything is parsed, and stores what is new. */
  Receipt receive(String signature, String payload);

  /** The answer by which the platform checks a new address; empty for a malformed challenge. */
  Optional<String> answer(String challenge);

  /**
   * Takes notifications whose report Temporal has not acknowledged; no other caller gets them soon.
   */
  List<Unreported> claimUnreported(int limit);

  /** Notes that Temporal acknowledged the report. */
  void reported(String notification, String how);

  /** What became of a delivery. */
  sealed interface Receipt {

    /** Durable; to be reported. */
    record Stored(String notification) implements Receipt {}

    /** The same as an earlier one: acknowledged without further effect. */
    record Repeated() implements Receipt {}

    /** Forged or garbled: repeating it would not help. */
    record Rejected(String reason) implements Receipt {}
  }

  /**
   * A notification to report.
   *
   * @param organization whose purchase it concerns
   */
  record Unreported(
      String notification, PurchaseId purchase, OrganizationId organization, String kind) {}
}
