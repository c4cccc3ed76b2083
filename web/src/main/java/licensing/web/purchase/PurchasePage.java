package licensing.web.purchase;

import java.time.Instant;
import java.util.Locale;
import licensing.edge.BuyingRights;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.Subscription;
import licensing.purchase.message.Refusal;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseRecords;
import licensing.reading.Timelines;
import licensing.temporal.CallResult;
import licensing.web.billing.BillingDetails;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.PurchaseProcesses;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page of a purchase: the prompt with its two answers, Continue and Cancel, then what happens,
 * then for ever how it ended.
 */
@Controller
class PurchasePage {

  private final OwnPurchases purchases;
  private final PublishedTerms terms;
  private final PurchaseRecords records;
  private final Timelines timelines;
  private final PurchaseDocuments documents;
  private final PurchaseProcesses processes;
  private final BillingDetails billing;
  private final BuyingRights rights;

  PurchasePage(
      OwnPurchases purchases,
      PublishedTerms terms,
      PurchaseRecords records,
      Timelines timelines,
      PurchaseDocuments documents,
      PurchaseProcesses processes,
      BillingDetails billing,
      BuyingRights rights) {
    this.purchases = purchases;
    this.terms = terms;
    this.records = records;
    this.timelines = timelines;
    this.documents = documents;
    this.processes = processes;
    this.billing = billing;
    this.rights = rights;
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
    var id = followed.purchase().id();
    return new ModelAndView("purchase/purchase")
        .addObject("followed", followed)
        .addObject("subscription", subscription)
        .addObject("news", timelines.latePayments(id))
        .addObject("documents", documents.of(id))
        .addObject("seller", billing.seller())
        .addObject("tax", isToConfirm(followed) ? billing.taxNote(user.organization()) : null)
        .addObject("card", records.card(id).orElse(null))
        .addObject("sentAt", followed.isUncertain() ? sentAt(followed) : null)
        .addObject("own", followed.isOf(user.buyer()))
        .addObject("terms", terms.consentedTo(subscription.consent()).orElse(null))
        .addObject("anew", entryFilledIn(followed));
  }

  /** When the payment was handed in that nobody knows of yet; null where that is not recorded. */
  private static boolean isToConfirm(PurchaseView followed) {
    return followed.status() == PurchaseStatus.CONFIRM;
  }

  private @Nullable Instant sentAt(PurchaseView followed) {
    Integer latest = followed.purchase().progress().attempt();
    return timelines.of(followed.purchase().id()).stream()
        .filter(event -> event.kind() == Timelines.Kind.ATTEMPT_SUBMITTED)
        .filter(event -> latest.equals(event.number()))
        .map(Timelines.Event::at)
        .findFirst()
        .orElse(null);
  }

  /** Answered in the payment window, which it leads to the payment page. */
  @PostMapping("/purchases/{id}/continue")
  ModelAndView goOn(
      @PathVariable String id, @AuthenticationPrincipal ConsoleUser user, Locale locale) {
    var followed = purchases.of(id, user);
    if (!followed.isOf(user.buyer())) {
      return refused(followed, Refusal.NOT_YOURS);
    }
    if (isToConfirm(followed) && isRefused(followed)) {
      return refused(followed, Refusal.NOT_ALLOWED_TO_BUY);
    }
    var message = new ConfirmRedirect(user.buyer(), terms.current(locale).version());
    return switch (processes.confirmRedirect(followed.purchase().id(), message)) {
      case CallResult.Accepted<?> _ -> SeeOther.at(address(followed) + "/payment");
      case CallResult.Refused<?>(var why, var _) -> notContinued(followed, why, locale);
      case CallResult.NotConfirmed<?> _ -> notConfirmed(followed, "continue");
      case CallResult.AlreadyEnded<?> _ -> SeeOther.at(address(followed));
      case CallResult.NotFound<?> _ -> SeeOther.at(address(followed));
    };
  }

  /** Somebody may have changed who may buy since Subscribe Now; after Continue that holds. */
  private boolean isRefused(PurchaseView followed) {
    Subscription ordered = followed.purchase().subscription();
    return rights
        .against(
            ordered.purchase(),
            ordered.buyer(),
            ordered.offer().kind(),
            ordered.quantity(),
            ordered.total())
        .isPresent();
  }

  /**
   * @param window "payment" where it was asked in the payment window, which stays one
   */
  @PostMapping("/purchases/{id}/withdraw")
  ModelAndView cancel(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String window,
      @AuthenticationPrincipal ConsoleUser user) {
    var followed = purchases.of(id, user);
    if (!followed.isOf(user.buyer())) {
      return refused(followed, Refusal.NOT_YOURS);
    }
    long seen = followed.purchase().progress().version();
    return switch (processes.withdraw(followed.purchase().id(), user.buyer(), seen)) {
      case CallResult.Accepted<?> _ ->
          SeeOther.at(
              window.equals("payment")
                  ? address(followed) + "/payment"
                  : entryFilledIn(followed) + "&cancelled=" + followed.id());
      case CallResult.Refused<?>(var why, var _) -> refused(followed, why);
      case CallResult.NotConfirmed<?> _ -> notConfirmed(followed, "withdraw");
      case CallResult.AlreadyEnded<?> _ -> SeeOther.at(address(followed));
      case CallResult.NotFound<?> _ -> SeeOther.at(address(followed));
    };
  }

  private ModelAndView notContinued(PurchaseView followed, Refusal why, Locale locale) {
    return switch (why) {
      case STALE_TERMS -> termsChanged(followed, locale);
      case PAYMENT_UNDER_WAY -> SeeOther.at(address(followed) + "/payment");
      default -> refused(followed, why);
    };
  }

  private ModelAndView termsChanged(PurchaseView followed, Locale locale) {
    var consent = followed.purchase().subscription().consent();
    return new ModelAndView("purchase/terms-changed", HttpStatus.CONFLICT)
        .addObject("before", terms.consentedTo(consent).orElse(null))
        .addObject("now", terms.current(locale))
        .addObject("purchase", address(followed));
  }

  private static ModelAndView refused(PurchaseView followed, Refusal why) {
    return new ModelAndView("purchase/told", HttpStatus.CONFLICT)
        .addObject("told", why.name())
        .addObject("back", address(followed));
  }

  /** The same is asked again from there; nothing is charged by it. */
  private static ModelAndView notConfirmed(PurchaseView followed, String answer) {
    return new ModelAndView("purchase/not-answered", HttpStatus.SERVICE_UNAVAILABLE)
        .addObject("action", address(followed) + "/" + answer)
        .addObject("back", address(followed));
  }

  private static String entryFilledIn(PurchaseView followed) {
    Subscription subscription = followed.purchase().subscription();
    return EntryPage.address(
        subscription.offer().kind(), subscription.quantity(), subscription.autoRenew());
  }

  private static String address(PurchaseView followed) {
    return "/purchases/" + followed.id();
  }
}
