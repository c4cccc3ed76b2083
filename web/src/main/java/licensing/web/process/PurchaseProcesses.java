package licensing.web.process;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.SearchAttributes;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.keys.SupportSignatures;
import licensing.paymentevent.PaymentEventsWorkflow;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Timeouts;
import licensing.purchase.message.SupportCommand;
import licensing.temporal.CallResult;
import licensing.temporal.CallResult.TemporalErrors;
import licensing.temporal.CallsInTime;
import licensing.terms.Sha256;
import licensing.web.ConsoleSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The processes of purchases, as the console speaks to them. Every call answers within 3 s (6 where
 * what it asks for has to be asked under another id) and may be repeated: the same content has one
 * effect. Speaks to purchases by updates and signals, each with a deadline that a buyer can wait
 * for.
 */
@Component
public final class PurchaseProcesses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PurchaseProcesses.class);

  private final WorkflowClient client;
  private final PurchaseStarts starts;
  private final SupportSignatures signatures;
  private final CallsInTime inTime = new CallsInTime();

  PurchaseProcesses(WorkflowClient client, PurchaseStarts starts, SupportSignatures signatures) {
    this.client = client;
    this.starts = starts;
    this.signatures = signatures;
  }

  /** Starts the purchase if it is not there yet, and subscribes. */
  public CallResult<PurchaseId> subscribe(PurchaseId purchase, Subscribe order) {
    var process = client.newWorkflowStub(PurchaseWorkflow.class, starts.options(purchase, order));
    var start = starts.start(purchase, order);
    return called(
        purchase,
        options("subscribe", "subscribe-" + ContentHash.of(order), Void.class),
        update ->
            WorkflowClient.executeUpdateWithStart(
                process::subscribe,
                order,
                update,
                new WithStartWorkflowOperation<>(process::purchase, start)));
  }

  /** The same of the same buyer is one: a colleague's is judged, and answered, by itself. */
  public CallResult<PurchaseId> confirmRedirect(PurchaseId purchase, ConfirmRedirect message) {
    String id = "confirmRedirect-" + ContentHash.of(message.toString());
    return done(purchase, options("confirmRedirect", id, Void.class), message);
  }

  /**
   * Asks to end the purchase before it is paid.
   *
   * @param versionSeen of the record the buyer acted from: a refusal holds for that one alone
   */
  public CallResult<PurchaseId> withdraw(PurchaseId purchase, Buyer buyer, long versionSeen) {
    String id = "withdraw-v" + versionSeen + "-" + ContentHash.of(buyer.toString());
    return done(purchase, options("withdraw", id, Void.class), buyer);
  }

  /** The same command of the same person on the same version is one command. */
  public CallResult<PurchaseId> support(PurchaseId purchase, SupportCommand asked) {
    var command = signatures.sign(purchase, asked);
    return done(purchase, options(command), command);
  }

  /** The same for a purchase whose own process has ended: begun for the command, if need be. */
  public CallResult<PurchaseId> supportAfterTheEnd(
      PurchaseId purchase, OrganizationId organization, SupportCommand asked) {
    var command = signatures.sign(purchase, asked);
    var options = starts.paymentEventsForSupport(purchase, organization);
    var paymentEvents = client.newUntypedWorkflowStub(PaymentEventsWorkflow.TYPE, options);
    Object[] message = {command};
    Object[] start = {starts.paymentEventsStart(purchase, true)};
    return called(
        purchase,
        options(command),
        update -> paymentEvents.executeUpdateWithStart(update, message, start));
  }

  public Delivery paymentSubmitted(PurchaseId purchase, PaymentSubmitted report) {
    return delivery(() -> stub(purchase).signal("paymentSubmitted", report));
  }

  /**
   * Reports what the platform announced about a purchase's payment to whoever settles it, which
   * begins with the report where it is not there: such news come long after the purchase's end.
   */
  public Delivery platformReported(
      PurchaseId purchase, OrganizationId organization, PlatformReported report) {
    var options = starts.paymentEvents(purchase, organization);
    var paymentEvents = client.newUntypedWorkflowStub(PaymentEventsWorkflow.TYPE, options);
    Object[] reports = {report};
    Object[] start = {starts.paymentEventsStart(purchase, false)};
    return delivery(
        () ->
            paymentEvents.signalWithStart(PaymentEventsWorkflow.PLATFORM_REPORTED, reports, start));
  }

  @Override
  public void close() {
    inTime.close();
  }

  private CallResult<PurchaseId> done(
      PurchaseId purchase, UpdateOptions<?> update, Object message) {
    return called(
        purchase, update, asked -> stub(purchase).startUpdate(asked, message).getResult());
  }

  private <R> CallResult<PurchaseId> called(
      PurchaseId purchase, UpdateOptions<R> update, Consumer<UpdateOptions<R>> call) {
    return TemporalErrors.result(
        () -> {
          underAnIdThatIsHeard(update, call);
          return purchase;
        });
  }

  /** The process and its records judge by what is asked, so that a further id has no new effect. */
  private <R> void underAnIdThatIsHeard(UpdateOptions<R> update, Consumer<UpdateOptions<R>> call) {
    try {
      inTime(update, call);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      if (!TemporalErrors.isSpent(e)) {
        throw e;
      }
      String another = update.getUpdateId() + "-" + UUID.randomUUID();
      inTime(UpdateOptions.newBuilder(update).setUpdateId(another).build(), call);
    }
  }

  private <R> void inTime(UpdateOptions<R> update, Consumer<UpdateOptions<R>> call) {
    inTime.call(
        () -> {
          call.accept(update);
          return update;
        });
  }

  private Delivery delivery(Runnable report) {
    try {
      return inTime.call(
          () -> {
            report.run();
            return Delivery.ACKNOWLEDGED;
          });
    } catch (WorkflowNotFoundException e) {
      return Delivery.NOBODY_THERE;
    } catch (WorkflowServiceException | StatusRuntimeException | CancellationException e) {
      // Whatever it is, the report is kept and repeated.
      LOG.warn("reports to purchases are late: {}", TemporalErrors.words(e));
      return Delivery.NOT_CONFIRMED;
    }
  }

  private WorkflowStub stub(PurchaseId purchase) {
    return client.newUntypedWorkflowStub(purchase.workflowId());
  }

  /** The same command is the same update. */
  private static UpdateOptions<Object> options(SupportCommand command) {
    var id = command.getClass().getSimpleName() + "-" + ContentHash.of(command.toString());
    return options(PurchaseWorkflow.SUPPORT, id, Object.class);
  }

  private static <R> UpdateOptions<R> options(String name, String id, Class<R> answer) {
    return UpdateOptions.newBuilder(answer)
        .setUpdateName(name)
        .setUpdateId(id)
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }

  /** What became of a report to a purchase. */
  public enum Delivery {
    /** Temporal keeps it from here on. */
    ACKNOWLEDGED,
    /** Nobody is there to report to: the purchase is over, or never was. */
    NOBODY_THERE,
    /** Temporal was not reached, or did not answer in time: report again. */
    NOT_CONFIRMED
  }

  /**
   * Names what is asked for by its content, so that the same content gets the same answer and no
   * other.
   */
  static final class ContentHash {

    private ContentHash() {}

    /** Without the time of the click, which differs between a click and its repetition. */
    static String of(Subscribe order) {
      var content =
          String.join(
              "\n",
              order.buyer().toString(),
              order.offer().toString(),
              Integer.toString(order.quantity()),
              Boolean.toString(order.autoRenew()),
              order.consent().termsVersion().toString(),
              order.consent().textHash());
      return of(content);
    }

    static String of(String content) {
      return Sha256.of(content).substring(0, 16);
    }
  }

  /**
   * How purchases are started, and what the Temporal UI shows of them from then on.
   *
   * @param consoleAddress base of the pages' addresses, without a slash at its end
   */
  @Component
  record PurchaseStarts(Timeouts waits, String consoleAddress) {

    @Autowired
    PurchaseStarts(ConsoleSettings settings) {
      this(settings.waits(), settings.baseUrl().toString().replaceFirst("/$", ""));
    }

    PurchaseStart start(PurchaseId purchase, Subscribe order) {
      return new PurchaseStart(purchase, order.buyer(), order.offer().kind(), waits);
    }

    /** One execution per id for ever; a repetition reaches the one that is open. */
    WorkflowOptions options(PurchaseId purchase, Subscribe order) {
      return WorkflowOptions.newBuilder()
          .setWorkflowId(purchase.workflowId())
          .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
          .setWorkflowTaskTimeout(PurchaseWorkflow.TASK_TIMEOUT)
          .setWorkflowIdConflictPolicy(
              WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
          .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
          .setTypedSearchAttributes(PurchaseSearchAttributes.of(start(purchase, order)))
          .setStaticSummary(summary(order))
          .setStaticDetails("Support's page: " + supportPage(purchase))
          .build();
    }

    PaymentEventsStart paymentEventsStart(PurchaseId purchase, boolean bySupport) {
      return new PaymentEventsStart(purchase, waits, bySupport);
    }

    /** One at a time; the next report after its end starts it again. */
    WorkflowOptions paymentEvents(PurchaseId purchase, OrganizationId organization) {
      return WorkflowOptions.newBuilder()
          .setWorkflowId(PaymentEventsStart.workflowId(purchase))
          .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
          .setWorkflowTaskTimeout(PurchaseWorkflow.TASK_TIMEOUT)
          .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
          .setTypedSearchAttributes(
              SearchAttributes.newBuilder()
                  .set(PurchaseSearchAttributes.ORGANIZATION, organization.toString())
                  .build())
          .setStaticSummary("what the platform reports of purchase " + purchase)
          .setStaticDetails("Support's page: " + supportPage(purchase))
          .build();
    }

    WorkflowOptions paymentEventsForSupport(PurchaseId purchase, OrganizationId organization) {
      return WorkflowOptions.newBuilder(paymentEvents(purchase, organization))
          .setWorkflowIdConflictPolicy(
              WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
          .build();
    }

    private String supportPage(PurchaseId purchase) {
      return consoleAddress + "/support/purchases/" + purchase.toString();
    }

    private static String summary(Subscribe order) {
      var kind = order.offer().kind().words();
      return order.quantity() == 1
          ? "1 %s license".formatted(kind)
          : "%d %s licenses".formatted(order.quantity(), kind);
    }
  }
}
