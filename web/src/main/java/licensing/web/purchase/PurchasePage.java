package licensing.web.purchase;

import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.PublishedTerms;
import licensing.reading.Timelines;
import licensing.web.login.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of a purchase: the prompt, then what happens, then for ever how it ended. */
@Controller
class PurchasePage {

  private final OwnPurchases purchases;
  private final PublishedTerms terms;
  private final Timelines timelines;

  PurchasePage(OwnPurchases purchases, PublishedTerms terms, Timelines timelines) {
    this.purchases = purchases;
    this.terms = terms;
    this.timelines = timelines;
  }

  /**
   * @param following sent by a page that follows by reloading itself, since no scripts run
   */
  @GetMapping("/purchases/{id}")
  ModelAndView show(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String following,
      @AuthenticationPrincipal ConsoleUser user) {
    var followed = purchases.of(id, user);
    return following != null && followed.status() == PurchaseStatus.LICENSED
        ? SeeOther.at("/")
        : page(followed, user);
  }

  private ModelAndView page(PurchaseView followed, ConsoleUser user) {
    var subscription = followed.purchase().subscription();
    return new ModelAndView("purchase/purchase")
        .addObject("followed", followed)
        .addObject("subscription", subscription)
        .addObject("news", timelines.latePayments(subscription.purchase()))
        .addObject("own", followed.isOf(user.buyer()))
        .addObject("terms", terms.consentedTo(subscription.consent()).orElse(null))
        .addObject(
            "anew",
            OfferPath.entry(
                subscription.offer().kind(), subscription.quantity(), subscription.autoRenew()));
  }
}
