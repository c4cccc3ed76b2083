package licensing.evidence;

/** How much was verified. */
public record EvidenceReport(long organizations, long documents, long problems) {

  @Override
  public String toString() {
    return "evidence: organizations=%d documents=%d problems=%d"
        .formatted(organizations, documents, problems);
  }
}
