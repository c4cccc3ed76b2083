package licensing.local.story;

import io.temporal.api.enums.v1.EventType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.local.Actions;
import licensing.local.PurchaseRows;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import licensing.offer.Offer;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Resolution;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.message.SupportCommand;

/** A purchase for each way to end, by the name of its story; those that take longest come first. */
final class Endings {

  private static final int QUANTITY = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stage stage;
  private final Buyer buyer;

  Endings(Stage stage) {
    this.stage = stage;
    this.buyer = stage.buyer("buyer");
  }

  static Map<String, Function<Endings, PurchaseId>> all() {
    Map<String, Function<Endings, PurchaseId>> endings = new LinkedHashMap<>();
    endings.put("lapsed-unpaid", each -> id(each.buyer.confirmed(QUANTITY)));
    endings.put("lapsed-before-continue", each -> id(each.buyer.subscribed(QUANTITY)));
    endings.put("lapsed-before-subscribing", Endings::notSubscribed);
    endings.put("licensed-after-an-outage", Endings::outage);
    endings.put("licensed", each -> each.paid(Card.GOOD));
    endings.put("licensed-with-another-card", Endings::anotherCard);
    endings.put("licensed-after-a-lost-answer", Endings::lostAnswer);
    endings.put("licensed-after-a-lost-request", Endings::lostRequest);
    endings.put("licensed-after-activation-failed", Endings::failingActivation);
    endings.put("licensed-after-a-report", Endings::report);
    endings.put("licensed-as-support-resolved", Endings::resolved);
    endings.put("withdrawn", Endings::withdrawn);
    endings.put("declined", Endings::declined);
    endings.put("given-back", Endings::refusedActivation);
    endings.put("given-back-by-support", Endings::givenBackBySupport);
    endings.put("suspended", Endings::lostMoney);
    return endings;
  }

  /** A worker's first sale may take longer than the shortened limits leave it. */
  void warmUp() {
    ended(paid(Card.GOOD));
  }

  /**
   * What one costs, counted while nothing else goes on. A busy machine lets an activity show more
   * often that it lives, so where one costs more than expected, another may take its place.
   */
  Actions actionsOfAPurchase(long expected) {
    Actions counted = stage.actionsDuring(this::warmUp);
    for (int others = 0; counted.sum() > expected && others < 2; others++) {
      counted = stage.actionsDuring(this::warmUp);
    }
    return counted;
  }

  private PurchaseId notSubscribed() {
    PurchaseId purchase = PurchaseId.random();
    var nobody =
        new licensing.buyer.Buyer(
            new OrganizationId(UUID.randomUUID()), new UserId(UUID.randomUUID()));
    stage.startWithoutSubscribing(
        new PurchaseStart(purchase, nobody, Offer.Kind.MIGRATION, stage.waits()));
    return purchase;
  }

  private PurchaseId paid(Card card) {
    String purchase = buyer.confirmed(QUANTITY);
    buyer.pay(purchase, card).redirect();
    return id(purchase);
  }

  private PurchaseId anotherCard() {
    String purchase = buyer.confirmed(QUANTITY);
    buyer.pay(purchase, Card.DECLINED).redirect();
    awaitAttempt(purchase, 2);
    buyer.pay(purchase, Card.GOOD).redirect();
    return id(purchase);
  }

  private PurchaseId lostAnswer() {
    String purchase = buyer.confirmed(QUANTITY);
    stage.platformTap().holdAnswer(id(purchase).toString(), "HTTP/1.1 201");
    buyer.pay(purchase, Card.GOOD).redirect();
    return ended(id(purchase));
  }

  /** Until the platform's search can be believed, nobody can tell this from a lost answer. */
  private PurchaseId lostRequest() {
    String purchase = buyer.confirmed(QUANTITY);
    stage.platformTap().holdQuestion(id(purchase).toString());
    buyer.pay(purchase, Card.GOOD).redirect();
    awaitAttempt(purchase, 2);
    buyer.pay(purchase, Card.GOOD).redirect();
    return ended(id(purchase));
  }

  private PurchaseId outage() {
    String purchase = buyer.confirmed(QUANTITY);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    stage.platformDisappears();
    try (PurchaseRows rows = stage.watch()) {
      buyer.handIn(page, nonce).redirect();
      // From here on the server tries again, and leaves no trace of it.
      rows.needsPerson(id(purchase).value());
    } finally {
      stage.platformTap().open();
    }
    return ended(id(purchase));
  }

  /** The report does not wait for the next look-up, and is not believed either. */
  private PurchaseId report() {
    PurchaseId purchase = unknown();
    long before =
        Story.count(
            stage.history(purchase).getEvents(), EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED);
    stage
        .workflow(purchase)
        .signal("platformReported", new PlatformReported("1", "transaction_settled"));
    stage.awaitActivities(purchase, before + 1);
    stage.showSales();
    return ended(purchase);
  }

  private PurchaseId resolved() {
    PurchaseId purchase = unknown();
    stage
        .workflow(purchase)
        .update(
            PurchaseWorkflow.SUPPORT,
            Void.class,
            new SupportCommand.ResolveUnknown(
                stage.records().asked("support", "the control panel shows it", purchase),
                new Resolution.Paid(stage.reference(purchase))));
    stage.showSales();
    return ended(purchase);
  }

  /** Paid, which nobody can tell, and a person is called. */
  private PurchaseId unknown() {
    String confirmed = buyer.confirmed(QUANTITY);
    PurchaseId purchase = id(confirmed);
    stage.hideSale(purchase);
    try (PurchaseRows rows = stage.watch()) {
      buyer.pay(confirmed, Card.GOOD).redirect();
      rows.needsPerson(purchase.value());
    }
    return purchase;
  }

  private PurchaseId failingActivation() {
    stage.records().failActivations(4);
    return ended(paid(Card.GOOD));
  }

  private PurchaseId withdrawn() {
    String purchase = buyer.confirmed(QUANTITY);
    buyer.withdraw(buyer.prompt(purchase)).redirect();
    return id(purchase);
  }

  private PurchaseId declined() {
    String purchase = buyer.confirmed(QUANTITY);
    for (int attempt = 1; attempt < PaymentAttempt.LIMIT; attempt++) {
      buyer.pay(purchase, Card.DECLINED).redirect();
      awaitAttempt(purchase, attempt + 1);
    }
    buyer.pay(purchase, Card.DECLINED).redirect();
    return id(purchase);
  }

  private PurchaseId refusedActivation() {
    Buyer other = stage.buyer("other");
    String purchase = other.confirmed(QUANTITY);
    // While the platform answers: before, nobody of it could pay any more.
    stage
        .platformTap()
        .beforeAnswer(
            id(purchase).toString(),
            "HTTP/1.1 201",
            () -> stage.records().closeOrganizationOf(id(purchase)));
    other.pay(purchase, Card.GOOD).redirect();
    return ended(id(purchase));
  }

  private PurchaseId givenBackBySupport() {
    String confirmed = buyer.confirmed(QUANTITY);
    PurchaseId purchase = id(confirmed);
    stage.records().failActivationsOf(purchase);
    try (PurchaseRows rows = stage.watch()) {
      buyer.pay(confirmed, Card.GOOD).redirect();
      rows.needsPerson(purchase.value());
    }
    stage
        .workflow(purchase)
        .update(
            PurchaseWorkflow.SUPPORT,
            Void.class,
            new SupportCommand.GiveBackAndEnd(
                stage.records().asked("support", "the license cannot be had", purchase)));
    return ended(purchase);
  }

  /** The hold is lifted at the platform between authorization and capture. */
  private PurchaseId lostMoney() {
    try (Connection held = stage.records().holdActivations();
        PurchaseRows rows = stage.watch()) {
      PurchaseId purchase = paid(Card.GOOD);
      rows.authorized(purchase.value());
      stage.gateway().transaction().voidTransaction(stage.records().reference(purchase));
      return purchase;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Before the next one begins that would suffer from the same mishap. */
  private PurchaseId ended(PurchaseId purchase) {
    stage.awaitOutcome(purchase);
    return purchase;
  }

  private void awaitAttempt(String purchase, int number) {
    buyer.awaitStatus(purchase, "AWAITING_PAYMENT-" + number, PATIENCE);
  }

  private static PurchaseId id(String purchase) {
    return PurchaseId.of(Buyer.purchaseAt(purchase));
  }
}
