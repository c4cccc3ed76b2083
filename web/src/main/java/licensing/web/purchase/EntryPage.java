package licensing.web.purchase;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import licensing.edge.BuyingRights;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.message.Refusal;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.temporal.CallResult;
import licensing.terms.Terms;
import licensing.web.billing.BillingDetails;
import licensing.web.billing.BillingForm;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.EntryForm.Checked;
import licensing.web.purchase.EntryForm.FieldError;
import licensing.web.purchase.EntryPage.EntryView.FilledIn;
import licensing.web.purchase.SignedForms.FormTicket;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

  private final Offers offers;
  private final PublishedTerms terms;
  private final SignedForms forms;
  private final EntryForm.Checker checker;
  private final Subscribing subscribing;
  private final OwnPurchases purchases;
  private final PurchaseRecords records;
  private final BillingDetails billing;
  private final BuyingRights rights;
  private final Clock clock;

  EntryPage(
      Offers offers,
      PublishedTerms terms,
      SignedForms forms,
      EntryForm.Checker checker,
      Subscribing subscribing,
      OwnPurchases purchases,
      PurchaseRecords records,
      BillingDetails billing,
      BuyingRights rights,
      Clock clock) {
    this.offers = offers;
    this.terms = terms;
    this.forms = forms;
    this.checker = checker;
    this.subscribing = subscribing;
    this.purchases = purchases;
    this.records = records;
    this.billing = billing;
    this.rights = rights;
    this.clock = clock;
  }

  /** Its address; such as "/licenses/disaster-resilience/add". */
  static String address(Offer.Kind kind) {
    return "/licenses/" + segment(kind) + "/add";
  }

  /** With what was ordered before, to be ordered anew. */
  static String address(Offer.Kind kind, int quantity, boolean autoRenew) {
    return address(kind) + "?quantity=" + quantity + (autoRenew ? "&autoRenew=true" : "");
  }

  private static String segment(Offer.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Without effects: a reload is a new form, which is nothing until it is sent.
   *
   * @param cancelled the purchase that was cancelled just now
   */
  @GetMapping
  ModelAndView enter(
      @PathVariable String kind,
      @RequestParam(defaultValue = "") String quantity,
      @RequestParam(defaultValue = "") String autoRenew,
      @RequestParam(defaultValue = "") String cancelled,
      @AuthenticationPrincipal ConsoleUser user,
      Locale locale) {
    var offer = offer(kind);
    boolean offered = EntryForm.whole(quantity).filter(offer::allows).isPresent();
    var shown = offered ? quantity : Integer.toString(offer.minimumQuantity());
    var filled = FilledIn.of(offer, shown, autoRenew.equals("true"));
    return page(newTicket(offer, user), offer, filled, Set.of(), user, locale)
        .addObject("billing", billing.of(user.organization()))
        .addObject("cancelled", isCancelled(cancelled, user));
  }

  private boolean isCancelled(String purchase, ConsoleUser user) {
    return purchases
        .find(purchase, user)
        .map(PurchaseView::status)
        .filter(EnumSet.of(PurchaseStatus.CLOSING, PurchaseStatus.WITHDRAWN)::contains)
        .isPresent();
  }

  @PostMapping
  ModelAndView subscribe(
      @PathVariable String kind,
      @ModelAttribute("form") EntryForm form,
      @ModelAttribute("billing") BillingForm details,
      @AuthenticationPrincipal ConsoleUser user,
      Locale locale,
      HttpServletResponse response) {
    var offer = offer(kind);
    var wrong = details.isSent() ? details.problems() : Map.of();
    return switch (checker.check(form, offer, user.buyer())) {
      case Checked.Invalid(var errors) ->
          again(offer, form, user, errors, locale).addObject("wrong", wrong);
      case Checked.Order _ when !wrong.isEmpty() ->
          again(offer, form, user, Set.of(), locale).addObject("wrong", wrong);
      case Checked.Order order ->
          switch (subscribing.subscribe(
              order, form.isWantedAnyway(), () -> keep(details, order, user))) {
            case Subscribing.TooMany(var open) -> {
              response.setHeader(HttpHeaders.RETRY_AFTER, "60");
              yield tooMany(open);
            }
            case Subscribing.StillCharging _ ->
                again(offer, form, user, Set.of(FieldError.STILL_CHARGING), locale);
            case Subscribing.NotAllowed _ ->
                again(offer, form, user, Set.of(FieldError.NOT_ALLOWED_TO_BUY), locale);
            case Subscribing.Asked(var result) -> answered(result, order, form, user, locale);
          };
    };
  }

  /** Before there is a purchase, whose document is to carry it. */
  private void keep(BillingForm details, Checked.Order order, ConsoleUser user) {
    if (details.isSent()) {
      billing.remember(user.organization(), details);
      var number = details.text(BillingForm.Field.ORDER_NUMBER);
      billing.number(user.organization(), order.purchase(), number);
    }
  }

  private ModelAndView answered(
      CallResult<?> result, Checked.Order order, EntryForm form, ConsoleUser user, Locale locale) {
    var offer = order.subscribe().offer();
    return switch (result) {
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

  /** One of them is to be paid or cancelled first; those left alone lapse by themselves. */
  private static ModelAndView tooMany(List<PurchaseRecord> open) {
    return new ModelAndView("purchase/too-many", HttpStatus.TOO_MANY_REQUESTS)
        .addObject("open", open.stream().map(PurchaseView::of).toList());
  }

  /** The form as it was sent, to be corrected: the same purchase wherever its id is genuine. */
  private ModelAndView again(
      Offer offer, EntryForm form, ConsoleUser user, Set<FieldError> errors, Locale locale) {
    var ticket =
        form.ticket()
            .filter(sent -> errors.stream().noneMatch(FieldError::needsNewTicket))
            .orElseGet(() -> newTicket(offer, user));
    var filled = FilledIn.of(offer, form.quantityText(), form.wantsAutoRenewal());
    var page = page(ticket, offer, filled, errors, user, locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page.addObject("anyway", form.isWantedAnyway());
  }

  /** The same content is asked again from there, and finds its earlier answer. */
  private static ModelAndView notConfirmed(Checked.Order order, EntryForm form) {
    return new ModelAndView("purchase/not-confirmed", HttpStatus.SERVICE_UNAVAILABLE)
        .addObject("form", form)
        .addObject("action", address(order.subscribe().offer().kind()));
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
            "anew", address(ordered.offer().kind(), ordered.quantity(), ordered.autoRenew()));
  }

  private Offer offer(String segment) {
    return Arrays.stream(Offer.Kind.values())
        .filter(kind -> segment(kind).equals(segment))
        .findFirst()
        .map(kind -> offers.of(kind).orElseThrow(EntryPage::withdrawn))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ResponseStatusException withdrawn() {
    return new ResponseStatusException(HttpStatus.GONE);
  }

  private FormTicket newTicket(Offer offer, ConsoleUser user) {
    return forms.issue(user.buyer(), offer.kind());
  }

  private ModelAndView page(
      FormTicket ticket,
      Offer offer,
      FilledIn filled,
      Set<FieldError> errors,
      ConsoleUser user,
      Locale locale) {
    var open = records.open(user.organization()).stream().map(PurchaseView::of).toList();
    // Whatever it is for: it is the buyer's money.
    var charging =
        open.stream().filter(each -> each.isCharging() && each.isOf(user.buyer())).toList();
    var others =
        open.stream()
            .filter(each -> each.purchase().subscription().offer().kind() == offer.kind())
            .filter(each -> !charging.contains(each) && !each.status().isAtRest())
            .toList();
    var period = License.Period.starting(clock.instant(), offer.periodDays());
    return new ModelAndView("purchase/entry")
        .addObject("invoices", billing.isOffered())
        .addObject("tax", billing.taxNote(user.organization()))
        .addObject("test", rights.isTest(user.organization()))
        .addObject("limit", rights.of(user.buyer()).orElse(null))
        .addObject("owners", rights.owners(user.organization()))
        .addObject(
            "entry",
            new EntryView(
                ticket, offer, filled, errors, terms.current(locale), period, charging, others));
  }

  /**
   * What the entry page shows.
   *
   * @param period if it were paid now
   * @param charging purchases of the buyer that may be charged still
   * @param open purchases that could be resumed instead
   */
  record EntryView(
      FormTicket ticket,
      Offer offer,
      FilledIn filled,
      Set<FieldError> errors,
      Terms terms,
      License.Period period,
      List<PurchaseView> charging,
      List<PurchaseView> open) {

    /** Null where the quantity is none that could be bought. */
    public @Nullable Money total() {
      Optional<Money> total =
          EntryForm.whole(filled.quantity()).filter(offer::allows).map(offer::total);
      return total.orElse(null);
    }

    /** What the form shows, to be compared when it is sent. */
    public String shown() {
      return EntryForm.shown(offer);
    }

    public String action() {
      return address(offer.kind());
    }

    public @Nullable FieldError quantityError() {
      return at(FieldError.Field.QUANTITY);
    }

    public @Nullable FieldError autoRenewalError() {
      return at(FieldError.Field.AUTO_RENEWAL);
    }

    public @Nullable FieldError termsError() {
      return at(FieldError.Field.TERMS);
    }

    public @Nullable FieldError priceError() {
      return at(FieldError.Field.PRICE);
    }

    public @Nullable FieldError chargingError() {
      return at(FieldError.Field.CHARGING);
    }

    public @Nullable FieldError formError() {
      return at(FieldError.Field.FORM);
    }

    public @Nullable FieldError rightError() {
      return at(FieldError.Field.RIGHT);
    }

    /** Whether there is something to look at that the buyer can put right. */
    public boolean hasFaultyField() {
      return rightError() == null && !errors.isEmpty();
    }

    private @Nullable FieldError at(FieldError.Field field) {
      Optional<FieldError> found =
          errors.stream().filter(error -> error.field() == field).findFirst();
      return found.orElse(null);
    }

    /**
     * What a buyer entered, to be shown again.
     *
     * @param quantity as the buyer wrote it
     */
    record FilledIn(String quantity, boolean autoRenew) {

      /** Auto-Renewal is never shown selected where it cannot be selected. */
      static FilledIn of(Offer offer, String quantity, boolean autoRenew) {
        return new FilledIn(quantity, autoRenew && offer.autoRenewalSelectable());
      }
    }
  }
}
