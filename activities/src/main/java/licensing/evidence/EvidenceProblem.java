package licensing.evidence;

import java.util.UUID;

/**
 * One thing that is wrong with the evidence, and where.
 *
 * @param position in the organization's chain; 0 where there is none
 * @param purchase its id; empty where it cannot be known
 * @param detail in words
 */
public record EvidenceProblem(
    Flaw flaw, UUID organization, long position, String purchase, String detail) {

  @Override
  public String toString() {
    return "%s: organization=%s%s%s%s"
        .formatted(
            flaw.words(),
            organization,
            position == 0 ? "" : " position=" + position,
            purchase.isEmpty() ? "" : " purchase=" + purchase,
            detail.isEmpty() ? "" : ": " + detail);
  }
}
