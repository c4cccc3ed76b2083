package licensing.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.buyer.Buyer.OrganizationId;
import licensing.evidence.EvidenceAnchors;
import licensing.evidence.EvidenceAnchors.AnchorReport;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceChains.EvidenceReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies the evidence of past purchases, asked for by a person. */
@Component
class EvidenceJob {

  private final EvidenceChains chains;
  private final EvidenceAnchors anchors;

  EvidenceJob(EvidenceChains chains, EvidenceAnchors anchors) {
    this.chains = chains;
    this.anchors = anchors;
  }

  /**
   * Prints each problem, and in the last line how much was verified.
   *
   * @param organization whose; null for everybody's
   * @return whether nothing is wrong
   */
  boolean run(@Nullable UUID organization) {
    EvidenceReport report =
        organization == null
            ? chains.verifyAll(System.out::println)
            : chains.verify(new OrganizationId(organization), System.out::println);
    System.out.println(report);
    return report.problems() == 0;
  }

  /**
   * Prints each anchor that does not hold, and in the last line how many were verified.
   *
   * @param kept a text file in which lines of the log were kept
   * @return whether there are anchors, and all hold
   */
  boolean verify(Path kept) {
    try (Stream<String> lines = Files.lines(kept)) {
      AnchorReport report = anchors.verify(lines, System.out::println);
      System.out.println(report);
      return report.anchors() > 0 && report.broken() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(kept + " is not readable", e);
    }
  }
}
