package licensing.web.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.stream.Stream;
import licensing.edge.DeclineLimit;
import licensing.edge.SubmittedPayments;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.PurchaseProcesses.Delivery;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Subscribe on the payment page: keeps what the platform's form gave, then tells the process. */
@Controller
class PaymentCallback {

  private final OwnPurchases purchases;
  private final SubmittedPayments submitted;
  private final DeclineLimit declines;
  private final PurchaseProcesses processes;
  private final MeterRegistry meters;

  PaymentCallback(
      OwnPurchases purchases,
      SubmittedPayments submitted,
      DeclineLimit declines,
      PurchaseProcesses processes,
      MeterRegistry meters) {
    this.purchases = purchases;
    this.submitted = submitted;
    this.declines = declines;
    this.processes = processes;
    this.meters = meters;
    // From nought on, so that the first of them is seen as an increase.
    Stream.of(SubmittedPayments.Answer.values()).forEach(this::counter);
  }

  @PostMapping("/purchases/{id}/payments/{attempt}")
  ModelAndView handIn(
      @PathVariable String id,
      @PathVariable String attempt,
      CardForm card,
      @AuthenticationPrincipal ConsoleUser user) {
    var followed = purchases.of(id, user);
    var purchase = followed.purchase();
    if (!followed.isOf(user.buyer())) {
      return told(followed, "NOT_YOURS", HttpStatus.CONFLICT);
    }
    if (!Integer.toString(purchase.progress().attempt()).equals(attempt)) {
      return told(followed, "OTHER_ATTEMPT", HttpStatus.CONFLICT);
    }
    return card.isUsable()
        ? keep(followed, card)
        : told(followed, "NOTHING_HANDED_IN", HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private ModelAndView keep(PurchaseView followed, CardForm card) {
    var purchase = followed.purchase().subscription().purchase();
    int attempt = followed.purchase().progress().attempt();
    var secret = String.valueOf(card.nonce());
    var answer = submitted.handIn(purchase, attempt, secret, card.deviceData());
    counter(answer).increment();
    return switch (answer) {
      case KEPT -> report(followed, attempt);
      case ALREADY_BEING_PROCESSED ->
          told(followed, "ALREADY_BEING_PROCESSED", HttpStatus.CONFLICT);
      case NO_LONGER_OPEN -> told(followed, "NO_LONGER_OPEN", HttpStatus.CONFLICT);
      case TOO_MANY_DECLINES ->
          told(followed, "TOO_MANY_DECLINES", HttpStatus.TOO_MANY_REQUESTS)
              .addObject("until", declines.closedUntil(purchase).orElse(null));
    };
  }

  private Counter counter(SubmittedPayments.Answer answer) {
    return Counter.builder("payments_handed_in")
        .description("cards that buyers handed in, by what became of them here")
        .tag("answer", answer.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .register(meters);
  }

  /** The payment is kept: where the report fails, the relay repeats it. */
  private ModelAndView report(PurchaseView followed, int attempt) {
    var subscription = followed.purchase().subscription();
    var report = new PaymentSubmitted(subscription.buyer(), attempt);
    if (processes.paymentSubmitted(subscription.purchase(), report) == Delivery.ACKNOWLEDGED) {
      submitted.reported(subscription.purchase(), attempt);
    }
    return SeeOther.at("/purchases/" + followed.id() + "/payment");
  }

  private static ModelAndView told(PurchaseView followed, String what, HttpStatus status) {
    return new ModelAndView("purchase/told", status)
        .addObject("told", what)
        .addObject("back", "/purchases/" + followed.id());
  }

  /**
   * What the platform's form gave to the page.
   *
   * @param nonce stands for the card, once; secret
   * @param deviceData what the form says of the browser
   */
  record CardForm(@Nullable String nonce, @Nullable String deviceData) {

    /** Longer is nothing that the platform's form gives. */
    private static final int LONGEST = 10_000;

    boolean isUsable() {
      return nonce != null
          && !nonce.isBlank()
          && nonce.indexOf('\n') < 0
          && nonce.length() <= 500
          && device().length() <= LONGEST;
    }

    private String device() {
      return deviceData == null ? "" : deviceData;
    }

    @Override
    public String toString() {
      return "CardForm[]";
    }
  }
}
