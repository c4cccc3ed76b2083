package licensing.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import licensing.edge.DeclineLimit;
import licensing.payment.braintree.PaymentForms;
import licensing.payment.braintree.PaymentForms.PlatformUnavailable;
import licensing.reading.Timelines;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.SeeOther;
import licensing.web.security.PagePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What the payment window shows: the form, then what happens, then home. */
@Controller
class PaymentPage {

  private static final Logger LOG = LoggerFactory.getLogger(PaymentPage.class);

  private final OwnPurchases purchases;
  private final PaymentForms forms;
  private final DeclineLimit declines;
  private final PagePolicy policy;
  private final Timelines timelines;

  PaymentPage(
      OwnPurchases purchases,
      PaymentForms forms,
      DeclineLimit declines,
      PagePolicy policy,
      Timelines timelines) {
    this.purchases = purchases;
    this.forms = forms;
    this.declines = declines;
    this.policy = policy;
    this.timelines = timelines;
  }

  @GetMapping("/purchases/{id}/payment")
  ModelAndView show(
      @PathVariable String id,
      @AuthenticationPrincipal ConsoleUser user,
      HttpServletRequest request) {
    var followed = purchases.of(id, user);
    return switch (followed.status()) {
      case LICENSED -> SeeOther.at("/");
      // No step is skipped: the prompt comes first.
      case CONFIRM -> SeeOther.at("/purchases/" + followed.id());
      case AWAITING_PAYMENT -> form(followed, user, request);
      default -> page(followed, user, HttpStatus.OK);
    };
  }

  private ModelAndView form(PurchaseView followed, ConsoleUser user, HttpServletRequest request) {
    if (!followed.isOf(user.buyer())) {
      return page(followed, user, HttpStatus.OK);
    }
    var closedUntil = declines.closedUntil(followed.purchase().subscription().purchase());
    if (closedUntil.isPresent()) {
      return page(followed, user, HttpStatus.OK)
          .addObject("closedUntil", closedUntil.get())
          .addObject("title", "payment.closed.title");
    }
    try {
      var form = forms.open(followed.purchase().subscription().total().currency());
      policy.allow(request, forms.origins());
      var page = page(followed, user, HttpStatus.OK);
      if (!followed.isRefused()) {
        page.addObject("title", "payment.heading");
      }
      return page.addObject("form", form).addObject("scripts", FormScripts.of(form));
    } catch (PlatformUnavailable e) {
      LOG.warn("the payment form cannot be shown: {}", String.valueOf(e.getCause()));
      return page(followed, user, HttpStatus.SERVICE_UNAVAILABLE)
          .addObject("unavailable", true)
          .addObject("title", "payment.unavailable.title");
    }
  }

  private ModelAndView page(PurchaseView followed, ConsoleUser user, HttpStatus status) {
    var subscription = followed.purchase().subscription();
    return new ModelAndView("payment/payment", status)
        .addObject("title", followed.heading())
        .addObject("followed", followed)
        .addObject("subscription", subscription)
        .addObject("news", timelines.latePayments(subscription.purchase()))
        .addObject("own", followed.isOf(user.buyer()));
  }
}
