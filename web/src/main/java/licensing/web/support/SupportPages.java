package licensing.web.support;

import java.util.List;
import licensing.purchase.PurchaseId;
import licensing.reading.AttentionList;
import licensing.reading.LateNews;
import licensing.reading.PurchaseRecords;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** All purchases, those that need a person first; read-only. */
@Controller
@RequestMapping("/support/purchases")
class SupportPages {

  private static final int ON_A_PAGE = 25;
  private static final int LAST_PAGE = 10_000;

  private final PurchaseRecords records;
  private final LateNews news;
  private final TemporalPages temporal;
  private final PurchaseStories stories;
  private final AttentionList attention;

  SupportPages(
      PurchaseRecords records,
      LateNews news,
      TemporalPages temporal,
      PurchaseStories stories,
      AttentionList attention) {
    this.records = records;
    this.news = news;
    this.temporal = temporal;
    this.stories = stories;
    this.attention = attention;
  }

  @GetMapping
  ModelAndView list(@RequestParam(defaultValue = "0") int page) {
    int shown = Math.clamp(page, 0, LAST_PAGE);
    // One more than shown tells whether there is a next page.
    var found = records.forSupport(ON_A_PAGE + 1, shown * ON_A_PAGE);
    return new ModelAndView("support/purchases")
        .addObject("mark", attention.mark())
        .addObject("purchases", found.stream().limit(ON_A_PAGE).map(this::view).toList())
        .addObject("page", shown)
        .addObject("more", found.size() > ON_A_PAGE);
  }

  @GetMapping("/{id}")
  ModelAndView show(@PathVariable String id) {
    return stories.page(find(id));
  }

  SupportedPurchase find(String id) {
    var purchase = parse(id);
    return records
        .forSupport(purchase)
        .map(found -> SupportedPurchase.of(found, news.forSupport(purchase), temporal))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private SupportedPurchase view(PurchaseRecords.PurchaseRecord purchase) {
    return SupportedPurchase.of(purchase, List.of(), temporal);
  }

  private static PurchaseId parse(String id) {
    try {
      return new PurchaseId(id);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
    }
  }
}
