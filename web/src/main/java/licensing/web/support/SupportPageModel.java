package licensing.web.support;

import licensing.purchase.PurchaseId;
import licensing.reading.AuditFindings;
import licensing.web.support.FindingsPage.FindingViews;
import licensing.web.support.timeline.TimelineService;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of one purchase, with all that is recorded of it. */
@Component
class SupportPageModel {

  private final TimelineService timelines;
  private final FindingViews findings;
  private final AuditFindings recorded;

  SupportPageModel(TimelineService timelines, FindingViews findings, AuditFindings recorded) {
    this.timelines = timelines;
    this.findings = findings;
    this.recorded = recorded;
  }

  ModelAndView page(SupportedPurchase supported) {
    return page(supported, HttpStatus.OK);
  }

  ModelAndView page(SupportedPurchase supported, HttpStatusCode status) {
    PurchaseId purchase = supported.purchase().subscription().purchase();
    return new ModelAndView("support/purchase", status)
        .addObject("supported", supported)
        .addObject("timeline", timelines.recorded(purchase))
        .addObject("findings", findings.of(recorded.of(purchase)));
  }
}
