package licensing.evidence;

/**
 * How much was verified.
 *
 * @param organizations that have a chain
 */
public record EvidenceReport(long organizations, long documents, long problems) {

  public static final EvidenceReport NOTHING = new EvidenceReport(0, 0, 0);

  public EvidenceReport plus(EvidenceReport other) {
    return new EvidenceReport(
        organizations + other.organizations,
        documents + other.documents,
        problems + other.problems);
  }

  @Override
  public String toString() {
    return "evidence: organizations=%d documents=%d problems=%d"
        .formatted(organizations, documents, problems);
  }
}
