package licensing.web.support;

import java.util.List;
import licensing.payment.braintree.PlatformStatements;
import licensing.purchase.PurchaseId;
import licensing.reading.AuditFindings;
import licensing.reading.AuditFindings.RecordedFinding;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What audits found: in what the three ledgers disagree. */
@Controller
class FindingsPage {

  /** More than that at once is one trouble, and not so many. */
  private static final int MOST_OPEN = 200;

  private static final int ON_A_PAGE = 25;
  private static final int LAST_PAGE = 10_000;

  private final AuditFindings recorded;
  private final FindingViews views;

  FindingsPage(AuditFindings recorded, FindingViews views) {
    this.recorded = recorded;
    this.views = views;
  }

  @GetMapping("/support/findings")
  ModelAndView show(@RequestParam(defaultValue = "0") int page) {
    int shown = Math.clamp(page, 0, LAST_PAGE);
    // One more than shown tells whether there are others.
    var open = recorded.open(MOST_OPEN + 1);
    var closed = recorded.closed(ON_A_PAGE + 1, shown * ON_A_PAGE);
    return new ModelAndView("support/findings")
        .addObject("audit", recorded.latestAudit().orElse(null))
        .addObject("open", views.of(open.stream().limit(MOST_OPEN).toList()))
        .addObject("moreOpen", open.size() > MOST_OPEN)
        .addObject("closed", views.of(closed.stream().limit(ON_A_PAGE).toList()))
        .addObject("page", shown)
        .addObject("more", closed.size() > ON_A_PAGE);
  }

  /** Findings as pages show them. */
  @Component
  static class FindingViews {

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
          // An audit may have found less than a whole id.
          PurchaseId.parse(finding.purchase()).map(PurchaseId::toString).orElse(null),
          finding.subject().isEmpty() ? null : platform.pageOf(finding.subject()));
    }

    /**
     * @param purchase its id, where it has a page
     * @param payment where the payment is found at the platform, if it is about one
     */
    record FindingView(
        RecordedFinding finding, @Nullable String purchase, @Nullable String payment) {}
  }
}
