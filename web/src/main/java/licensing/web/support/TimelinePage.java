package licensing.web.support;

import licensing.web.support.timeline.TimelineService;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * The whole story of a purchase, for which others than the database are asked: so on a page of its
 * own, from which the page of the purchase takes it when it comes.
 */
@Controller
class TimelinePage {

  private final SupportPages pages;
  private final TimelineService timelines;

  TimelinePage(SupportPages pages, TimelineService timelines) {
    this.pages = pages;
    this.timelines = timelines;
  }

  @GetMapping("/support/purchases/{id}/timeline")
  ModelAndView show(@PathVariable String id) {
    var supported = pages.find(id);
    var purchase = supported.purchase().subscription().purchase();
    return new ModelAndView("support/timeline")
        .addObject("supported", supported)
        .addObject("timeline", timelines.whole(purchase));
  }
}
