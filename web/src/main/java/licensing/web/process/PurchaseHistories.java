package licensing.web.process;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import licensing.purchase.PurchaseId;
import licensing.temporal.CallResult.TemporalErrors;
import licensing.temporal.CallsInTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What Temporal remembers of a purchase. */
@Component
public final class PurchaseHistories implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PurchaseHistories.class);

  private final WorkflowClient client;
  private final Payloads payloads;
  private final CallsInTime inTime = new CallsInTime();

  PurchaseHistories(WorkflowClient client) {
    this.client = client;
    this.payloads = Payloads.of(client);
  }

  /** Answers within a few seconds. */
  public History of(PurchaseId purchase) {
    try {
      return new History.Told(inTime.call(() -> read(purchase.workflowId())));
    } catch (RuntimeException e) {
      return unread(e);
    }
  }

  @Override
  public void close() {
    inTime.close();
  }

  private List<HistoryEntry> read(String workflow) {
    var events = client.fetchHistory(workflow).getEvents();
    var latest = new HistoryFormatter(payloads, events).tell(description(workflow));
    return Stream.concat(latest, leftBehind(workflow, events))
        .sorted(Comparator.comparing(HistoryEntry::at))
        .toList();
  }

  /**
   * What happened in earlier runs after the events that they were reset to: the run that goes on
   * from there knows nothing of it.
   */
  private Stream<HistoryEntry> leftBehind(String workflow, List<HistoryEvent> events) {
    return events.stream()
        .filter(HistoryFormatter::isReset)
        .flatMap(
            reset -> {
              var earlier = run(workflow, reset);
              var tail = earlier.stream().filter(each -> each.getEventId() >= reset.getEventId());
              return Stream.concat(
                  new HistoryFormatter(payloads, earlier).tellFrom(reset.getEventId()),
                  leftBehind(workflow, tail.toList()));
            });
  }

  /** Empty for one that Temporal keeps no longer. */
  private List<HistoryEvent> run(String workflow, HistoryEvent reset) {
    try {
      var run = reset.getWorkflowTaskFailedEventAttributes().getBaseRunId();
      return client.fetchHistory(workflow, run).getEvents();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** What is tried right now is in no event: the next one is written when it is over. */
  private DescribeWorkflowExecutionResponse description(String workflow) {
    return client.newUntypedWorkflowStub(workflow).describe().getRawDescription();
  }

  private static History unread(RuntimeException e) {
    var code = TemporalErrors.status(e).map(Status::getCode).orElseThrow(() -> e);
    if (code == Status.Code.NOT_FOUND) {
      return new History.Gone();
    }
    LOG.warn("a history is not read: {}", code);
    return new History.Away();
  }

  /** What there is to be read. */
  public sealed interface History {

    /**
     * @param entries in the order in which they happened
     */
    record Told(List<HistoryEntry> entries) implements History {}

    /** There never was one, or Temporal keeps it no longer. */
    record Gone() implements History {}

    /** Temporal is not reached, or does not answer in time. */
    record Away() implements History {}
  }

  /**
   * One thing that happened, or is about to.
   *
   * @param words names, summaries and outcomes, in English; never a whole payload
   */
  public record HistoryEntry(Instant at, Kind kind, String words) {}

  /** What it was; the names are keys of messages. */
  public enum Kind {
    STARTED,
    UPDATE,
    UPDATE_FAILED,
    SIGNAL,
    RECORDED,
    RECORD_FAILED,
    ACTIVITY,
    ACTIVITY_DONE,
    ACTIVITY_FAILED,
    ACTIVITY_TIMED_OUT,
    TIMER,
    TIMER_FIRED,
    TIMER_CANCELED,
    SAID,
    TASK_FAILED,
    TASK_TIMED_OUT,
    CANCEL_REQUESTED,
    /** Somebody took it back to an earlier event, from where it went on. */
    RESET,
    COMPLETED,
    FAILED,
    CANCELED,
    TERMINATED,
    /** Begun, and running at the moment. */
    TIMER_PENDING,
    /** Not in the history yet: an activity that is tried again and again. */
    ACTIVITY_PENDING,
    /** Not in the history yet: no worker has taken what is to be done next. */
    TASK_PENDING
  }
}
