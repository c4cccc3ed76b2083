package licensing.audit;

import java.time.Instant;

/**
 * One disagreement.
 *
 * @param purchase its id, or as much as is known of it
 * @param subject the payment it is about, by its reference on the platform; empty where it is about
 *     the purchase as a whole
 * @param disagreement what each ledger says, in words
 * @param since when the later of them came to say so
 */
public record Finding(
    FindingKind kind, String purchase, String subject, String disagreement, Instant since) {

  @Override
  public String toString() {
    return "%s purchase %s%s: %s (since %s); %s"
        .formatted(
            kind.label(),
            purchase,
            subject.isEmpty() ? "" : ", payment " + subject,
            disagreement,
            since,
            kind.remedy());
  }
}
