package licensing.web.support;

import licensing.purchase.PurchaseId;
import licensing.reading.Proposals;
import licensing.reading.PurchaseRecords;
import licensing.reading.Timelines;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page of one purchase; read-only. */
@Controller
@RequestMapping("/support/purchases")
class SupportPages {

  private final PurchaseRecords records;
  private final Timelines timelines;
  private final Proposals proposals;
  private final TemporalPages temporal;
  private final SupportPageModel model;

  SupportPages(
      PurchaseRecords records,
      Timelines timelines,
      Proposals proposals,
      TemporalPages temporal,
      SupportPageModel model) {
    this.records = records;
    this.timelines = timelines;
    this.proposals = proposals;
    this.temporal = temporal;
    this.model = model;
  }

  @GetMapping("/{id}")
  ModelAndView show(@PathVariable String id) {
    return model.page(find(id));
  }

  SupportedPurchase find(String id) {
    var purchase = parse(id);
    return records
        .forSupport(purchase)
        .map(
            found ->
                SupportedPurchase.of(
                    found, timelines.latePayments(purchase), proposals.of(purchase), temporal))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static PurchaseId parse(String id) {
    try {
      return PurchaseId.of(id);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
    }
  }
}
