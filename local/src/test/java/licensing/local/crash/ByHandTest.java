package licensing.local.crash;

import static io.temporal.api.enums.v1.ResetReapplyType.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ResetReapplyType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import licensing.local.BegunPurchase;
import licensing.local.DemoUsers;
import licensing.local.DemoUsers.DemoUser;
import licensing.local.HeldMessage;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.status.PurchaseOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Workflows are reset, terminated and cancelled by hand: no money moves by it, and every purchase
 * comes to the end that is its own.
 */
@ExtendWith(OneScene.class)
class ByHandTest {

  private static final String CAPTURE = "/submit_for_settlement HTTP/1.1";

  /** Long enough for a buyer on a busy machine; what is reset waits for nobody that long. */
  private static final Duration WALKED_AWAY = Duration.ofSeconds(20);

  private static final List<ResetReapplyType> AS_OPERATORS_DO =
      List.of(RESET_REAPPLY_TYPE_ALL_ELIGIBLE);

  private static final List<ResetReapplyType> BOTH_WAYS =
      List.of(RESET_REAPPLY_TYPE_ALL_ELIGIBLE, RESET_REAPPLY_TYPE_NONE);

  private final Scene scene;
  private final Operator operator;
  private Buyer buyer;

  ByHandTest(Scene scene) {
    this.scene = scene;
    operator = new Operator(scene.stack());
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @AfterEach
  void close() {
    operator.close();
  }

  @Test
  void changesNothingWhenALicensedPurchaseIsResetToAnyEvent() throws Exception {
    PurchaseId purchase = confirmed("buyer");
    buyer.pay(path(purchase), Card.DECLINED).redirect();
    buyer.awaitStatus(path(purchase), "AWAITING_PAYMENT-2", Scene.PATIENCE);
    buyer.pay(path(purchase), Card.GOOD).redirect();
    scene.accounts().assertSold(buyer, path(purchase), 3);

    resetToEveryEvent(purchase, PurchaseOutcome.Kind.LICENSED, 8, BOTH_WAYS);
    scene.accounts().assertSold(buyer, path(purchase), 3);
    assertThat(findingsOf(path(purchase), scene.audit())).isEmpty();
  }

  @Test
  void sellsOnceWhatIsResetToItsBeginningWhileItWaitsToBePaid() throws Exception {
    String purchase = buyer.confirmed(86);
    WorkflowExecution waiting = operator.run(id(purchase));
    long beginning = operator.resettable(waiting).getFirst();
    assertThat(operator.resetIfPossible(waiting, beginning, RESET_REAPPLY_TYPE_ALL_ELIGIBLE))
        .isPresent();

    buyer.pay(purchase, Card.GOOD).redirect();
    scene.accounts().assertSold(buyer, purchase, 86);
    assertThat(findingsOf(purchase, scene.audit())).isEmpty();
  }

  @Test
  void changesNothingWhenAWithdrawnPurchaseIsResetToAnyEvent() throws Exception {
    PurchaseId purchase = confirmed("buyer");
    buyer.withdraw(buyer.prompt(path(purchase))).redirect();
    scene.records().awaitEnd(path(purchase), Scene.PATIENCE);

    resetToEveryEvent(purchase, PurchaseOutcome.Kind.WITHDRAWN, 1, BOTH_WAYS);
    scene.accounts().assertNotCharged(path(purchase));
  }

  @Test
  void changesNothingWhenWhatHadBeenUnknownIsResetToAnyEvent() throws Exception {
    PurchaseId purchase = confirmed("buyer");
    HeldMessage sale = scene.platformTap().cutAnswer(KilledWorkerTest.SALE, "HTTP/1.1 201");
    buyer.pay(path(purchase), Card.GOOD).redirect();
    sale.awaitHeld();
    scene.accounts().assertSold(buyer, path(purchase), 3, Scene.PATIENCE);

    resetToEveryEvent(purchase, PurchaseOutcome.Kind.LICENSED, 4, AS_OPERATORS_DO);
    scene.accounts().assertSold(buyer, path(purchase), 3);
  }

  @Test
  void changesNothingWhenWhatWasGivenBackIsResetToAnyEvent() throws Exception {
    DemoUser leaver = new DemoUser("leaver", "leaver", "Leaving", "BUYER");
    new DemoUsers(scene.stack().database()).add(List.of(leaver));
    PurchaseId purchase = confirmed(leaver.name());
    // While the platform answers: before, nobody of it could pay any more.
    scene
        .platformTap()
        .beforeAnswer(
            purchase.toString(),
            "HTTP/1.1 201",
            () -> scene.records().closeOrganization(leaver.organization()));
    scene.buyer(leaver.name()).pay(path(purchase), Card.GOOD).redirect();
    scene.records().awaitEnd(path(purchase), Scene.PATIENCE);

    resetToEveryEvent(purchase, PurchaseOutcome.Kind.GIVEN_BACK, 4, AS_OPERATORS_DO);
    assertThat(scene.ledger().of(path(purchase)))
        .singleElement()
        .returns("voided", Ledger.Entry::status);
  }

  @Test
  void namesWhatWasTerminatedAndComesToItsEndByAReset() throws Exception {
    String subscribed = buyer.subscribed(81);
    operator.terminate(id(subscribed));
    String open = buyer.confirmed(82);
    operator.terminate(id(open));
    Buyer other = scene.buyer("other");
    String charging = other.confirmed(83);
    HeldMessage sale = scene.platformTap().holdAnswer(KilledWorkerTest.SALE, "HTTP/1.1 201");
    terminatedWhile(sale, other, charging);
    String authorized = buyer.confirmed(84);
    HeldMessage capture = scene.platformTap().holdQuestion(CAPTURE);
    terminatedWhile(capture, buyer, authorized);
    scene.platformTap().open();

    String audit = scene.audit();
    for (String purchase : List.of(subscribed, open, charging, authorized)) {
      assertThat(findingsOf(purchase, audit))
          .as(audit)
          .singleElement()
          .asString()
          .contains("broken-off");
    }
    assertThat(findingsOf(open, audit)).allMatch(finding -> finding.contains("no money of it"));
    for (String purchase : List.of(charging, authorized)) {
      String reference = scene.ledger().of(purchase).getFirst().id();
      assertThat(findingsOf(purchase, audit)).allMatch(finding -> finding.contains(reference));
    }

    operator.resetToTheLastTask(id(charging));
    scene.accounts().assertSold(other, charging, 83, Scene.PATIENCE);
    operator.resetToTheLastTask(id(authorized));
    scene.accounts().assertSold(buyer, authorized, 84, Scene.PATIENCE);
    operator.resetToTheLastTask(id(open));
    buyer.pay(open, Card.GOOD).redirect();
    scene.accounts().assertSold(buyer, open, 82);
    operator.resetToTheLastTask(id(subscribed));
    buyer.withdraw(buyer.prompt(subscribed)).redirect();
    scene.records().awaitEnd(subscribed, Scene.PATIENCE);
    scene.accounts().assertNotCharged(subscribed);
    assertThat(timelineOf(charging))
        .contains("The process was terminated by hand; not attributed; from ")
        .contains("The process was reset to here, and went on from it by hand; not attributed");
  }

  private String timelineOf(String purchase) {
    Buyer support = scene.buyer("support");
    return support.browser().get("/support" + purchase + "/timeline").shown().text();
  }

  @Test
  void sellsAlthoughTheWorkflowIsCancelled() throws Exception {
    String purchase = buyer.confirmed(85);
    operator.cancel(id(purchase));
    buyer.pay(purchase, Card.GOOD).redirect();
    scene.accounts().assertSold(buyer, purchase, 85);
    assertThat(findingsOf(purchase, scene.audit())).isEmpty();
  }

  private void terminatedWhile(HeldMessage held, Buyer payer, String purchase)
      throws InterruptedException {
    payer.pay(purchase, Card.GOOD).redirect();
    held.awaitHeld();
    operator.terminate(id(purchase));
  }

  /**
   * @param atLeast how often, since not every history can be parted everywhere
   * @param reapplied what becomes of the messages that came after the event
   */
  private void resetToEveryEvent(
      PurchaseId purchase, PurchaseOutcome.Kind end, int atLeast, List<ResetReapplyType> reapplied)
      throws TimeoutException {
    List<Ledger.Entry> payments = scene.ledger().of(path(purchase));
    String license = scene.records().licenseKey(path(purchase));
    WorkflowExecution first = operator.run(purchase);
    for (ResetReapplyType reapply : reapplied) {
      int resets = 0;
      for (long event : operator.resettable(first)) {
        Optional<WorkflowExecution> again = operator.resetIfPossible(first, event, reapply);
        if (again.isEmpty()) {
          continue;
        }
        resets++;
        assertComesTo(end, again.get(), event + " " + reapply);
        assertThat(scene.ledger().of(path(purchase))).isEqualTo(payments);
        assertThat(scene.records().licenseKey(path(purchase))).isEqualTo(license);
        assertThat(scene.records().outcome(path(purchase))).isEqualTo(end.name());
      }
      assertThat(resets).isGreaterThanOrEqualTo(atLeast);
    }
  }

  private void assertComesTo(PurchaseOutcome.Kind end, WorkflowExecution run, String reset)
      throws TimeoutException {
    assertThat(operator.result(run).kind()).as(reset).isEqualTo(end);
    assertThat(operator.failedTasks(run)).as(reset).isEmpty();
  }

  private static List<String> findingsOf(String purchase, String audit) {
    return audit.lines().filter(line -> line.contains(id(purchase).toString())).toList();
  }

  /** Its payment page takes a card; where nobody comes any more it lapses within seconds. */
  private PurchaseId confirmed(String name) {
    licensing.buyer.Buyer customer = scene.records().user(name);
    PurchaseStart start = BegunPurchase.lapsingAfter(WALKED_AWAY, customer);
    PurchaseWorkflow process = BegunPurchase.by(operator.temporal(), start);
    Subscribe order = BegunPurchase.order(scene.stack().database(), customer);
    process.subscribe(order);
    process.confirmRedirect(new ConfirmRedirect(customer, order.currentTerms()));
    return start.purchase();
  }

  private static String path(PurchaseId purchase) {
    return "/purchases/" + purchase.toString();
  }

  private static PurchaseId id(String purchase) {
    return PurchaseId.of(Buyer.purchaseAt(purchase));
  }
}
