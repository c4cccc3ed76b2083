package licensing.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.offer.Offer;
import licensing.payment.InMemoryAttempts;
import licensing.payment.Money;
import licensing.payment.Payments;
import licensing.payment.Payments.Resolution;
import licensing.paymentevent.PaymentEvents;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.paymentevent.PaymentEventsProcess;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.Fixtures;
import licensing.purchase.InMemoryPurchases;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Timeouts;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.temporal.CallResult;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import licensing.web.process.PurchaseProcesses.Delivery;
import licensing.web.process.PurchaseProcesses.PurchaseStarts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * On the in-memory server; with TEMPORAL_TEST_ADDRESS set, on the server there, whose namespace
 * "default" needs the search attributes.
 */
class PurchaseProcessesTest {

  private static final Terms.Version TERMS = new Terms.Version(1);
  private static final Offer OFFER =
      new Offer(Offer.Kind.MIGRATION, Money.parse("19.00 USD"), 365, 1, 99, false);
  private static final Buyer BUYER =
      new Buyer(new OrganizationId(UUID.randomUUID()), new UserId(UUID.randomUUID()));
  private static final PurchaseStarts STARTS =
      new PurchaseStarts(Timeouts.PRODUCTION, "http://localhost:8080");

  private final NextUpdate nextUpdate = new NextUpdate();
  private final TestWorkflowEnvironment temporal = environment(nextUpdate);
  private final PurchaseProcesses processes =
      new PurchaseProcesses(temporal.getWorkflowClient(), STARTS, BulkProcessesTest.UNSIGNED);
  private final PurchaseId purchase = PurchaseId.random();
  private final InMemoryPurchases purchases = new InMemoryPurchases(new InMemoryAttempts());

  @BeforeEach
  void registerSearchAttributes() {
    if (realServer().isEmpty()) {
      PurchaseSearchAttributes.REGISTERED.forEach(temporal::registerSearchAttribute);
    }
  }

  @AfterEach
  void close() {
    processes.close();
    temporal.close();
  }

  @Test
  void aFormSentTwiceIsOnePurchaseWithOneAnswer() {
    startWorker();

    assertThat(processes.subscribe(purchase, order(3, TERMS))).isEqualTo(subscribed());
    assertThat(processes.subscribe(purchase, order(3, TERMS))).isEqualTo(subscribed());

    assertThat(temporal.getWorkflowClient().fetchHistory(purchase.workflowId()).getEvents())
        .filteredOn(HistoryEvent::hasWorkflowExecutionUpdateAcceptedEventAttributes)
        .hasSize(1);
  }

  @Test
  void tellsTheTemporalUiWhatIsBoughtAndWhereItsPageIs() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));

    var described = temporal.getWorkflowClient().newUntypedWorkflowStub(purchase.workflowId());

    var description = described.describe();
    assertThat(description.getTypedSearchAttributes().get(PurchaseSearchAttributes.OFFER))
        .isEqualTo("MIGRATION");
    if (realServer().isPresent()) {
      assertThat(description.getStaticSummary()).isEqualTo("3 migration licenses");
      assertThat(description.getStaticDetails())
          .endsWith("http://localhost:8080/support/purchases/" + purchase);
    }
  }

  /** Before a page says that it is not confirmed, which is after 3 s. */
  @Test
  void aWorkerThatDiedWithATaskIsMissedWhileItsBuyerWaits() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));

    assertThat(PurchaseWorkflow.TASK_TIMEOUT).isLessThan(Duration.ofSeconds(2));
    var begun = temporal.getWorkflowClient().fetchHistory(purchase.workflowId()).getEvents();
    var timeout =
        begun.getFirst().getWorkflowExecutionStartedEventAttributes().getWorkflowTaskTimeout();
    assertThat(Duration.ofSeconds(timeout.getSeconds(), timeout.getNanos()))
        .isEqualTo(PurchaseWorkflow.TASK_TIMEOUT);
  }

  /** Neither is answered what the other one was. */
  @Test
  void aColleagueIsJudgedApartFromTheBuyer() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));
    var colleague = new Buyer(BUYER.organization(), new UserId(UUID.randomUUID()));

    assertThat(processes.confirmRedirect(purchase, new ConfirmRedirect(BUYER, TERMS)))
        .isInstanceOf(CallResult.Accepted.class);
    assertThat(processes.confirmRedirect(purchase, new ConfirmRedirect(colleague, TERMS)))
        .isEqualTo(refused(Refusal.NOT_YOURS));
    assertThat(processes.withdraw(purchase, BUYER, 2)).isInstanceOf(CallResult.Accepted.class);
    assertThat(processes.withdraw(purchase, colleague, 2))
        .isNotInstanceOf(CallResult.Accepted.class);
  }

  @Test
  void otherContentOnASubscribedPurchaseIsRefused() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));

    assertThat(processes.subscribe(purchase, order(4, TERMS)))
        .isEqualTo(refused(Refusal.ALREADY_SUBSCRIBED));
  }

  @Test
  void aCorrectedFormReachesThePurchaseThatRefusedTheFirstOne() {
    startWorker();

    assertThat(processes.subscribe(purchase, order(3, new Terms.Version(2))))
        .isEqualTo(refused(Refusal.STALE_TERMS));
    assertThat(processes.subscribe(purchase, order(3, TERMS))).isEqualTo(subscribed());
  }

  @Test
  void withoutWorkersItIsNotConfirmedYetAndConfirmedWhenAskedAgain() {
    var asked = Instant.now();
    assertThat(processes.subscribe(purchase, order(3, TERMS)))
        .isEqualTo(new CallResult.NotConfirmed<>());
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));

    startWorker();
    assertThat(processes.subscribe(purchase, order(3, TERMS))).isEqualTo(subscribed());
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void withoutTemporalNothingIsConfirmedAndTheLogSaysWhy(CapturedOutput log) {
    var nowhere =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    try (var cutOff =
        new PurchaseProcesses(
            WorkflowClient.newInstance(nowhere), STARTS, BulkProcessesTest.UNSIGNED)) {
      var asked = Instant.now();
      assertThat(cutOff.subscribe(purchase, order(3, TERMS)))
          .isEqualTo(new CallResult.NotConfirmed<>());
      assertThat(cutOff.paymentSubmitted(purchase, new PaymentSubmitted(BUYER, 1)))
          .isEqualTo(Delivery.NOT_CONFIRMED);
      assertThat(log).containsPattern("reports to purchases are late: (UNAVAILABLE|DEADLINE_)");
      // The client's own patience is a minute for each of them.
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(30));
    } finally {
      nowhere.shutdownNow();
    }
  }

  @Test
  void anEndedPurchaseTakesNothingMore() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));
    assertThat(processes.withdraw(purchase, BUYER, 1))
        .isEqualTo(new CallResult.Accepted<>(purchase));
    untyped().getResult(Object.class);

    assertThat(processes.subscribe(purchase, order(4, TERMS)))
        .isEqualTo(new CallResult.AlreadyEnded<>());
    // A server that keeps ended updates repeats the answer, which leads to the same page.
    assertThat(processes.subscribe(purchase, order(3, TERMS)))
        .isInstanceOfAny(CallResult.AlreadyEnded.class, CallResult.Accepted.class);
    // The in-memory server has no other words for it than for one that never was.
    assertThat(processes.confirmRedirect(purchase, new ConfirmRedirect(BUYER, TERMS)))
        .isInstanceOf(
            realServer().isPresent() ? CallResult.AlreadyEnded.class : CallResult.NotFound.class);
    assertThat(processes.paymentSubmitted(purchase, new PaymentSubmitted(BUYER, 1)))
        .isEqualTo(Delivery.NOBODY_THERE);
  }

  /** As the server answers to an id that a reset repeated and the purchase then refused. */
  @Test
  void whatIsAskedUnderASpentIdIsAskedUnderAnother() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));
    nextUpdate.isAnswered(Status.INTERNAL.withDescription("something went wrong, please retry"));

    assertThat(processes.confirmRedirect(purchase, new ConfirmRedirect(BUYER, TERMS)))
        .isEqualTo(new CallResult.Accepted<>(purchase));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workflow update was aborted by closing workflow",
        "workflow execution already completed"
      })
  void whatMeetsTheEndIsToldThatItEnded(String words) {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));
    nextUpdate.isAnswered(Status.NOT_FOUND.withDescription(words));

    assertThat(processes.confirmRedirect(purchase, new ConfirmRedirect(BUYER, TERMS)))
        .isEqualTo(new CallResult.AlreadyEnded<>());
  }

  @Test
  void beyondTheServersLimitsNothingMoreIsTaken() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));
    var limit =
        "The limit on the total number of distinct updates in this workflow has been reached"
            + " (2000)";
    nextUpdate.isAnswered(Status.FAILED_PRECONDITION.withDescription(limit));

    assertThat(processes.confirmRedirect(purchase, new ConfirmRedirect(BUYER, TERMS)))
        .isEqualTo(new CallResult.Refused<>(Refusal.LIMIT_REACHED, "FAILED_PRECONDITION " + limit));
  }

  @Test
  void aPurchaseThatNeverWasIsNotFound() {
    startWorker();

    assertThat(processes.withdraw(purchase, BUYER, 1)).isEqualTo(new CallResult.NotFound<>());
    assertThat(processes.paymentSubmitted(purchase, new PaymentSubmitted(BUYER, 1)))
        .isEqualTo(Delivery.NOBODY_THERE);
  }

  @Test
  void whatThePlatformReportsIsTakenOnWhetherOrNotThePurchaseHasEnded() {
    startWorker();
    var opened = new PlatformReported("1", "dispute_opened");
    var won = new PlatformReported("2", "dispute_won");

    for (var report : List.of(opened, won)) {
      assertThat(processes.platformReported(purchase, BUYER.organization(), report))
          .isEqualTo(Delivery.ACKNOWLEDGED);
      assertThat(paymentEvents().getResult(String.class)).isEqualTo("read " + report.kind());
    }
    assertThat(
            paymentEvents()
                .describe()
                .getTypedSearchAttributes()
                .get(PurchaseSearchAttributes.ORGANIZATION))
        .isEqualTo(BUYER.organization().toString());
  }

  private WorkflowStub paymentEvents() {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(PaymentEventsStart.workflowId(purchase));
  }

  @Test
  void continuingTwiceLeadsToTheSameAttempt() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));
    var message = new ConfirmRedirect(BUYER, TERMS);

    var first = processes.confirmRedirect(purchase, message);

    assertThat(first).isInstanceOf(CallResult.Accepted.class);
    assertThat(processes.confirmRedirect(purchase, message)).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void supportActsOnWhatItSaw(Function<SupportRequest, SupportCommand> action) {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));

    assertThat(processes.support(purchase, action.apply(Fixtures.asked("ann", "asked for", 0))))
        .isEqualTo(refused(Refusal.CHANGED_SINCE));
    assertThat(processes.support(purchase, action.apply(Fixtures.asked("ann", "asked for", 7))))
        .isEqualTo(new CallResult.Accepted<>(purchase));
  }

  static Stream<Function<SupportRequest, SupportCommand>> actions() {
    return Stream.of(
        SupportCommand.RecheckNow::new,
        SupportCommand.RetryNow::new,
        request -> new SupportCommand.ResolveUnknown(request, new Resolution.Paid("reference")),
        request -> new SupportCommand.ResolveUnknown(request, new Resolution.NotCharged()),
        SupportCommand.GiveBackAndEnd::new,
        request -> new SupportCommand.Propose(request, MoneyDecision.GIVING_BACK),
        request -> new SupportCommand.ExtendDeadline(request, Instant.EPOCH),
        SupportCommand.Annotate::new);
  }

  @Test
  void supportActsOnWhatHasLongEnded() {
    startWorker();
    var note = new SupportCommand.Annotate(Fixtures.asked("ann", "called again", 1));
    var settled = new SupportCommand.MarkAsSettled(Fixtures.asked("ann", "all is well", 1));

    assertThat(afterTheEnd(note)).isEqualTo(new CallResult.Accepted<>(purchase));
    assertThat(afterTheEnd(note)).isEqualTo(new CallResult.Accepted<>(purchase));
    assertThat(refusalAfterTheEnd(settled)).isEqualTo(Refusal.CHANGED_SINCE);
    assertThat(refusalAfterTheEnd(new SupportCommand.Annotate(Fixtures.asked("ann", " ", 2))))
        .isEqualTo(Refusal.REASON_MISSING);
    assertThat(purchases.supportActions()).isEqualTo(1);
  }

  private Refusal refusalAfterTheEnd(SupportCommand action) {
    return ((CallResult.Refused<PurchaseId>) afterTheEnd(action)).why();
  }

  private CallResult<PurchaseId> afterTheEnd(SupportCommand action) {
    return processes.supportAfterTheEnd(purchase, BUYER.organization(), action);
  }

  @Test
  void aSignalIsAcknowledged() {
    startWorker();
    processes.subscribe(purchase, order(3, TERMS));

    assertThat(processes.paymentSubmitted(purchase, new PaymentSubmitted(BUYER, 1)))
        .isEqualTo(Delivery.ACKNOWLEDGED);
    untyped().getResult(Object.class);
  }

  private void startWorker() {
    var worker = temporal.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(SmallPurchase.class, PaymentEventsProcess.class);
    worker.registerActivitiesImplementations(purchases);
    temporal.newWorker(Payments.TASK_QUEUE).registerActivitiesImplementations(new Reading());
    temporal.start();
  }

  private static final class Reading implements PaymentEvents {
    @Override
    public ReportResult reread(PurchaseId purchase, String reference) {
      throw new UnsupportedOperationException("a report comes first");
    }

    @Override
    public ReportResult settle(PurchaseId purchase, PlatformReported report) {
      return new ReportResult("read " + report.kind(), null);
    }
  }

  private WorkflowStub untyped() {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(purchase.workflowId());
  }

  private static Subscribe order(int quantity, Terms.Version current) {
    var consent = new Consent(TERMS, "hash", "en", Instant.now());
    return new Subscribe(BUYER, OFFER, quantity, false, consent, current);
  }

  private static <T> CallResult<T> refused(Refusal why) {
    return new CallResult.Refused<>(why, why + ": refused by the purchase");
  }

  private CallResult<PurchaseId> subscribed() {
    return new CallResult.Accepted<>(purchase);
  }

  /** What the server answers to the next update, and to whatever has its id, without hearing it. */
  private static final class NextUpdate implements ClientInterceptor {

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Status next;
    private volatile Status answer = Status.OK;

    void isAnswered(Status status) {
      answer = status;
      next = status;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel server) {
      var call = server.newCall(method, options);
      if (!method.getFullMethodName().endsWith("/UpdateWorkflowExecution")) {
        return call;
      }
      return new ForwardingClientCall.SimpleForwardingClientCall<>(call) {
        private Listener<A> caller;
        private boolean over;

        @Override
        public void start(Listener<A> listener, Metadata headers) {
          caller = listener;
          super.start(listener, headers);
        }

        @Override
        public void sendMessage(Q message) {
          String id =
              ((UpdateWorkflowExecutionRequest) message).getRequest().getMeta().getUpdateId();
          if (next != null) {
            answered.add(id);
            next = null;
          }
          if (answered.contains(id)) {
            over = true;
            caller.onClose(answer, new Metadata());
          } else {
            super.sendMessage(message);
          }
        }

        @Override
        public void halfClose() {
          if (over) {
            super.cancel("answered", null);
          } else {
            super.halfClose();
          }
        }
      };
    }
  }

  private static TestWorkflowEnvironment environment(ClientInterceptor interceptor) {
    var options = TestEnvironmentOptions.newBuilder().setUseTimeskipping(false);
    realServer().ifPresent(address -> options.setUseExternalService(true).setTarget(address));
    return TestWorkflowEnvironment.newInstance(
        options
            .setWorkflowServiceStubsOptions(
                WorkflowServiceStubsOptions.newBuilder()
                    .setGrpcClientInterceptors(List.of(interceptor))
                    .build())
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setNamespace("default").build())
            .build());
  }

  private static Optional<String> realServer() {
    return Optional.ofNullable(System.getenv("TEMPORAL_TEST_ADDRESS"));
  }
}
