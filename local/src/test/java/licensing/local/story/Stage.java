package licensing.local.story;

import com.braintreegateway.BraintreeGateway;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import licensing.local.Actions;
import licensing.local.BegunPurchase;
import licensing.local.LocalStack;
import licensing.local.PlatformGateway;
import licensing.local.PurchaseRows;
import licensing.local.ShortWaits;
import licensing.local.Tap;
import licensing.local.TappedStack;
import licensing.local.TemporalCalls;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.storm.weather.PlatformControl;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.Timeouts;
import licensing.purchase.status.PurchaseOutcome;

/** The whole stack, in which a purchase lapses within a minute and a half. */
final class Stage implements AutoCloseable {

  private static final ShortWaits SHORT = new ShortWaits(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TappedStack tapped;
  private final WorkflowServiceStubs service;
  private final WorkflowClient temporal;
  private final Buyers buyers;
  private final PlatformControl platform;

  private Stage(TappedStack tapped) {
    this.tapped = tapped;
    service = TemporalCalls.to(stack());
    temporal = WorkflowClient.newInstance(service);
    buyers = stack().buyers();
    platform = new PlatformControl(tapped.platform());
  }

  static Stage open(Path folder) {
    Map<String, String> variables = new HashMap<>(SHORT.variables());
    variables.put("PLATFORM_CONTROL", "true");
    TappedStack tapped =
        new TappedStack(
            Path.of("..").toAbsolutePath().normalize(),
            folder,
            variables,
            Optional.empty(),
            line -> System.out.println("[stack] " + line));
    try {
      tapped.stack().start();
      return new Stage(tapped);
    } catch (RuntimeException e) {
      tapped.close();
      throw e;
    }
  }

  Timeouts waits() {
    return SHORT.ofTheProcess();
  }

  Buyer buyer(String name) {
    return buyers.loggedIn(name);
  }

  String temporalUi() {
    return stack().get("TEMPORAL_UI_URL");
  }

  Records records() {
    return new Records(stack().database());
  }

  /** Between worker and platform. */
  Tap platformTap() {
    return tapped.platformTap();
  }

  /** For connections that are open as well. */
  void platformDisappears() {
    try {
      platformTap().awaitNobody();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    platformTap().shut();
  }

  /** The platform answers nothing to the first sale of it, and finds none, until it is shown. */
  void hideSale(PurchaseId purchase) {
    String order = purchase + "-1";
    platform.arm(order, Map.of("fault", "answer-lost", "operation", "sale"));
    platform.arm(order, Map.of("fault", "search-lags", "operation", "search", "seconds", "600"));
  }

  void showSales() {
    platform.delete("/control/faults");
  }

  /** By which the platform knows its payment, as its own books have it. */
  String reference(PurchaseId purchase) {
    return platform.paymentOf(purchase.toString());
  }

  BraintreeGateway gateway() {
    return PlatformGateway.of(stack());
  }

  /** To be closed. */
  PurchaseRows watch() {
    return PurchaseRows.watch(stack().database(), PATIENCE);
  }

  /** Starts the workflow alone, as an update-with-start whose second half was lost. */
  void startWithoutSubscribing(PurchaseStart start) {
    BegunPurchase.by(temporal, start);
  }

  /** Waits until the workflow has nothing more to do. */
  void awaitOutcome(PurchaseId purchase) {
    workflow(purchase).getResult(PurchaseOutcome.class);
  }

  /** What it costs, if nothing else goes on meanwhile. */
  Actions actionsDuring(Runnable purchase) {
    try {
      Actions before = Actions.countedBy(stack());
      purchase.run();
      return Actions.countedBy(stack()).since(before);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many workflows the server finds by a query. */
  long count(String query) {
    return temporal.countWorkflows(query).getCount();
  }

  WorkflowStub workflow(PurchaseId purchase) {
    return temporal.newUntypedWorkflowStub(purchase.workflowId());
  }

  /** Returns once its history has that many activities that were scheduled. */
  void awaitActivities(PurchaseId purchase, long count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Story.count(history(purchase).getEvents(), EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
        < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not scheduled: " + purchase);
      }
      Thread.onSpinWait();
    }
  }

  WorkflowExecutionHistory history(PurchaseId purchase) {
    return temporal.fetchHistory(purchase.workflowId());
  }

  private LocalStack stack() {
    return tapped.stack();
  }

  @Override
  public void close() {
    buyers.close();
    service.shutdownNow();
    tapped.close();
  }
}
