package licensing.web.purchase;

import java.util.Locale;
import java.util.Set;
import licensing.offer.Offer;
import licensing.purchase.message.Refusal;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.CallResult;
import licensing.web.process.PurchaseProcesses;
import licensing.web.progress.OwnPurchases;
import licensing.web.purchase.EntryForm.FieldError;
import licensing.web.purchase.EntryFormChecker.Checked;
import licensing.web.purchase.EntryViews.EntryView;
import licensing.web.purchase.EntryViews.EntryView.FilledIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The license information entry page, and Subscribe Now. */
@Controller
@RequestMapping("/licenses/{kind}/add")
class EntryPage {

  private final EntryFormChecker checker;
  private final EntryViews views;
  private final PurchaseProcesses processes;
  private final OwnPurchases purchases;

  EntryPage(
      EntryFormChecker checker,
      EntryViews views,
      PurchaseProcesses processes,
      OwnPurchases purchases) {
    this.checker = checker;
    this.views = views;
    this.processes = processes;
    this.purchases = purchases;
  }

  /** Without effects: a reload is a new form, which is nothing until it is sent. */
  @GetMapping
  ModelAndView enter(
      @PathVariable String kind,
      @RequestParam(defaultValue = "") String quantity,
      @RequestParam(defaultValue = "") String autoRenew,
      @AuthenticationPrincipal ConsoleUser user,
      Locale locale) {
    var offer = offer(kind);
    boolean offered = quantity.matches("\\d{1,9}") && offer.allows(Integer.parseInt(quantity));
    var shown = offered ? quantity : Integer.toString(offer.minimumQuantity());
    var filled = FilledIn.of(offer, shown, autoRenew.equals("true"));
    return page(views.fresh(offer, user.buyer(), filled, locale), HttpStatus.OK);
  }

  @PostMapping
  ModelAndView subscribe(
      @PathVariable String kind,
      @ModelAttribute("form") EntryForm form,
      @AuthenticationPrincipal ConsoleUser user,
      Locale locale) {
    var offer = offer(kind);
    return switch (checker.check(form, offer, user.buyer())) {
      case Checked.Invalid(var errors) -> again(offer, form, user, errors, locale);
      case Checked.Order order -> subscribe(order, form, user, locale);
    };
  }

  private ModelAndView subscribe(
      Checked.Order order, EntryForm form, ConsoleUser user, Locale locale) {
    var offer = order.subscribe().offer();
    return switch (processes.subscribe(order.purchase(), order.subscribe())) {
      case CallResult.Accepted<?> _ -> SeeOther.at("/purchases/" + order.purchase().toString());
      case CallResult.Refused<?>(var why, var _) ->
          FieldError.of(why)
              .map(error -> again(offer, form, user, Set.of(error), locale))
              .orElseGet(() -> refused(order, why, user));
      case CallResult.NotConfirmed<?> _ -> notConfirmed(order, form);
      case CallResult.AlreadyEnded<?> _ -> refused(order, Refusal.ENDED, user);
      case CallResult.NotFound<?> _ -> refused(order, Refusal.ENDED, user);
    };
  }

  private ModelAndView again(
      Offer offer, EntryForm form, ConsoleUser user, Set<FieldError> errors, Locale locale) {
    return page(
        views.again(form, offer, user.buyer(), errors, locale), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** The same content is asked again from there, and finds its earlier answer. */
  private static ModelAndView notConfirmed(Checked.Order order, EntryForm form) {
    return new ModelAndView("purchase/not-confirmed", HttpStatus.SERVICE_UNAVAILABLE)
        .addObject("form", form)
        .addObject("action", OfferPath.entry(order.subscribe().offer().kind()));
  }

  /** The purchase of this form has gone on meanwhile. */
  private ModelAndView refused(Checked.Order order, Refusal why, ConsoleUser user) {
    var id = order.purchase().toString();
    var known = purchases.find(id, user);
    if (why != Refusal.ALREADY_SUBSCRIBED && known.isPresent()) {
      return SeeOther.at("/purchases/" + id);
    }
    var ordered = order.subscribe();
    // Without a record it ended before it was subscribed to.
    return new ModelAndView("purchase/refused", HttpStatus.CONFLICT)
        .addObject("known", known.orElse(null))
        .addObject(
            "anew",
            OfferPath.entry(ordered.offer().kind(), ordered.quantity(), ordered.autoRenew()));
  }

  private Offer offer(String kind) {
    return checker
        .offer(OfferPath.kind(kind))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ModelAndView page(EntryView view, HttpStatus status) {
    return new ModelAndView("purchase/entry", status).addObject("entry", view);
  }
}
