package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import licensing.local.HeldMessage;
import licensing.local.OwnStackSuite;
import licensing.local.ShortWaits;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import licensing.local.crash.TraceReceiver.Span;
import licensing.purchase.PurchaseId;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The worker is killed after it wrote that it charges, and before the platform heard of it. Nobody
 * can tell that from a lost answer until the platform's search can be believed: on a stack of its
 * own, where these six minutes last 36 seconds.
 */
@Tag(OwnStackSuite.TAG)
class UnsentRequestTest {

  /** A sale is late after one second then, which a busy machine can keep. */
  private static final ShortWaits SHORT = new ShortWaits(10);

  /** The start of a worker besides. */
  private static final Duration UNTIL_CHECKED = Duration.ofMinutes(3);

  @Test
  void offersAnotherCardWhenThePlatformProvablyNeverHeardOfTheFirst() throws Exception {
    try (TraceReceiver traces = new TraceReceiver();
        Scene scene = Scene.start(traced(traces))) {
      Buyer buyer = scene.buyer("buyer");
      String purchase = buyer.confirmed(17);
      HeldMessage sale = scene.platformTap().holdQuestion(KilledWorkerTest.SALE);
      buyer.pay(purchase, Card.GOOD);
      sale.awaitHeld();
      scene.stack().kill("worker");
      assertThat(scene.records().attemptState(purchase)).isEqualTo("CHARGING");
      // From before the worker is back: on a busy machine it looks only once, and that is over
      // soon.
      CompletableFuture<Void> checking =
          CompletableFuture.runAsync(
              () -> buyer.awaitStatus(purchase, "CHECKING-1", UNTIL_CHECKED));
      scene.stack().start("worker");
      checking.join();
      looksUntilTheSearchCanBeBelieved(scene, buyer, purchase);
      assertThat(scene.records().attemptState(purchase, 1)).isEqualTo("NOT_CHARGED");
      assertThat(scene.ledger().of(purchase)).isEmpty();
      Page offered = buyer.paymentPage(purchase);
      assertThat(offered.text()).contains("Nothing was charged");

      buyer.handIn(offered, buyer.nonce(offered, Card.MASTERCARD));
      scene.accounts().assertSold(buyer, purchase, 17);
      assertThat(scene.ledger().of(purchase)).hasSize(1);
      isOneTraceFromTheClickToTheSale(traces, purchase);
    }
  }

  private static Map<String, String> traced(TraceReceiver traces) {
    Map<String, String> variables = new HashMap<>(SHORT.variables());
    variables.putAll(traces.settings());
    return variables;
  }

  /** Through two workers: the second one read the history again, and says so of nothing. */
  private static void isOneTraceFromTheClickToTheSale(TraceReceiver traces, String purchase) {
    String workflow = PurchaseId.of(Buyer.purchaseAt(purchase)).workflowId();
    List<Span> way =
        await()
            .atMost(Scene.PATIENCE)
            .until(() -> wayToTheSale(traces, workflow), found -> !found.isEmpty());

    assertThat(way)
        .extracting(Span::program, Span::name)
        .containsExactly(
            tuple("console", "http post /licenses/{kind}/add"),
            tuple("console", "UpdateWithStartWorkflow:Purchase"),
            tuple("worker", "StartActivity:Payments.Authorize"),
            tuple("worker", "RunActivity:Payments.Authorize"),
            tuple("worker", "platform sale"));
    assertThat(traces.spans())
        .filteredOn(span -> workflow.equals(span.attributes().get("workflowId")))
        .extracting(Span::name)
        .contains("UpdateWorkflow:confirmRedirect", "SignalWorkflow:paymentSubmitted")
        .noneMatch(name -> name.startsWith("RunWorkflow"));
  }

  private static List<Span> wayToTheSale(TraceReceiver traces, String workflow) {
    return traces.spans().stream()
        .filter(span -> span.name().equals("platform sale"))
        .map(traces::wayTo)
        .filter(
            way ->
                way.stream().anyMatch(span -> workflow.equals(span.attributes().get("workflowId"))))
        .findFirst()
        .orElse(List.of());
  }

  private static void looksUntilTheSearchCanBeBelieved(Scene scene, Buyer buyer, String purchase) {
    Timeouts waits = SHORT.ofTheProcess();
    Duration believed = waits.platformLimit().plus(waits.unknownMargin());
    // The waits between the look-ups double, and the worker has to be found dead before the first.
    Duration patience = believed.multipliedBy(2).plus(waits.heartbeat());
    buyer.awaitStatus(purchase, "AWAITING_PAYMENT-2", patience);
    Instant charging = scene.records().chargingSince(purchase, 1);
    assertThat(Duration.between(charging, Instant.now())).isGreaterThan(believed);
  }
}
