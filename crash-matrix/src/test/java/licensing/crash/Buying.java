package licensing.crash;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Timeouts;
import licensing.purchase.status.PurchaseOutcome;
import licensing.testing.Fixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a buyer does in the console, sent as the console sends it. */
final class Buying {

  /**
   * A dead worker is missed sooner; nothing else is shortened, since Temporal's time is skipped.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final PurchaseId purchase = PurchaseId.random();
  private final Buyer buyer;
  private final Fixture fixture;
  private final JdbcClient database;
  private final WorkflowClient temporal;

  Buying(Fixture fixture, JdbcClient database, WorkflowClient temporal) {
    this.buyer = fixture.buyer();
    this.fixture = fixture;
    this.database = database;
    this.temporal = temporal;
  }

  PurchaseId purchase() {
    return purchase;
  }

  void subscribe() {
    PurchaseWorkflow process =
        temporal.newWorkflowStub(
            PurchaseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(purchase.workflowId())
                .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                .build());
    WorkflowClient.start(
        process::purchase,
        new PurchaseStart(
            purchase,
            buyer,
            Offer.Kind.MIGRATION,
            Fixtures.waits(Timeouts.PRODUCTION.firstRetry(), HEARTBEAT)));
    process.subscribe(
        new Subscribe(
            buyer, Fixtures.MIGRATION, 3, false, Fixtures.consent(), Fixtures.TERMS.version()));
  }

  void goOn() {
    messages().confirmRedirect(new ConfirmRedirect(buyer, Fixtures.TERMS.version()));
  }

  void withdraw() {
    messages().withdraw(buyer);
  }

  /** Hands a good card in for the attempt that is open, if one is, and reports it. */
  void payNext() {
    database
        .sql("select number from payment_attempts where purchase_id = ? and state = 'OPEN'")
        .param(purchase.value())
        .query(Integer.class)
        .optional()
        .map(this::attempt)
        .filter(attempt -> fixture.handIn(attempt, Card.ACCEPTED))
        .ifPresent(
            attempt -> messages().paymentSubmitted(new PaymentSubmitted(buyer, attempt.number())));
  }

  /** The attempts that the audit goes on searching for. */
  List<PaymentAttempt> watched() {
    return database
        .sql(
            "select number from payment_attempts where purchase_id = ? and watched_until is not null")
        .param(purchase.value())
        .query(Integer.class)
        .list()
        .stream()
        .map(this::attempt)
        .toList();
  }

  void closeTheOrganization() {
    organization("now()");
  }

  void reopenTheOrganization() {
    organization("null");
  }

  PurchaseOutcome outcome(Duration patience) throws TimeoutException {
    return WorkflowStub.fromTyped(messages())
        .getResult(patience.toMillis(), TimeUnit.MILLISECONDS, PurchaseOutcome.class);
  }

  private PaymentAttempt attempt(int number) {
    return new PaymentAttempt(purchase, number, Fixtures.MIGRATION.total(3));
  }

  private void organization(String closedAt) {
    database
        .sql("update organizations set closed_at = %s where id = ?".formatted(closedAt))
        .param(buyer.organization().value())
        .update();
  }

  private PurchaseWorkflow messages() {
    return temporal.newWorkflowStub(PurchaseWorkflow.class, purchase.workflowId());
  }
}
