package licensing.web.support;

import java.util.List;
import java.util.Optional;
import licensing.payment.braintree.PlatformStatements;
import licensing.purchase.PurchaseId;
import licensing.reading.AuditFindings.RecordedFinding;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Findings as pages show them. */
@Component
class FindingViews {

  private final PlatformStatements platform;

  FindingViews(PlatformStatements platform) {
    this.platform = platform;
  }

  List<FindingView> of(List<RecordedFinding> found) {
    return found.stream().map(this::of).toList();
  }

  private FindingView of(RecordedFinding finding) {
    return new FindingView(
        finding,
        purchase(finding).map(PurchaseId::toString).orElse(null),
        finding.subject().isEmpty() ? null : platform.pageOf(finding.subject()));
  }

  /** An audit may have found less than a whole id. */
  private static Optional<PurchaseId> purchase(RecordedFinding finding) {
    try {
      return Optional.of(PurchaseId.of(finding.purchase()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param purchase its id, where it has a page
   * @param payment where the payment is found at the platform, if it is about one
   */
  record FindingView(
      RecordedFinding finding, @Nullable String purchase, @Nullable String payment) {}
}
