package licensing.bench.disturbed;

import static java.util.stream.Collectors.joining;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import licensing.local.LocalStack;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One of two workers is killed after the other, and started again at once; one always works. */
final class KilledWorkers implements Disturbed.Disturbance {

  private static final List<String> WORKERS = List.of("worker", "worker-2");
  private static final Duration CALM = Duration.ofSeconds(3);

  private final LocalStack stack;
  private final WorkflowClient temporal;
  private int kills;

  KilledWorkers(LocalStack stack, WorkflowClient temporal) {
    this.stack = stack;
    this.temporal = temporal;
  }

  @Override
  public void happen(long end) throws InterruptedException {
    // The last one has its time to be missed, before buyers come no more.
    while (System.nanoTime() + CALM.multipliedBy(2).toNanos() < end) {
      Thread.sleep(CALM);
      String worker = WORKERS.get(kills++ % WORKERS.size());
      stack.kill(worker);
      stack.start(worker);
    }
  }

  @Override
  public String told() {
    return "killed %d times; what Temporal then waited for, as histories tell it: %s"
        .formatted(kills, waits());
  }

  /** By what was waited for in vain until it was given to another worker. */
  private String waits() {
    Map<String, List<Long>> waits = new TreeMap<>();
    JdbcClient.create(stack.database())
        .sql("select id from purchases")
        .query((row, _) -> PurchaseId.of(row.getString(1)).workflowId())
        .list()
        .forEach(workflow -> addWaits(workflow, waits));
    return waits.entrySet().stream()
        .map(
            each ->
                "%s %d times, up to %.2f s"
                    .formatted(
                        each.getKey(),
                        each.getValue().size(),
                        Collections.max(each.getValue()) / 1e3))
        .collect(joining("; "));
  }

  private void addWaits(String workflow, Map<String, List<Long>> waits) {
    Map<Long, Timestamp> times = new HashMap<>();
    for (HistoryEvent event : temporal.fetchHistory(workflow).getEvents()) {
      times.put(event.getEventId(), event.getEventTime());
      missed(event)
          .ifPresent(
              missed -> {
                Timestamp since =
                    Objects.requireNonNull(times.get(missed.since()), "it was before");
                waits
                    .computeIfAbsent(missed.what(), _ -> new ArrayList<>())
                    .add(Timestamps.toMillis(event.getEventTime()) - Timestamps.toMillis(since));
              });
    }
  }

  /**
   * @param since the event from which on it was waited for
   */
  private record Missed(String what, long since) {}

  private static Optional<Missed> missed(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> {
        var task = event.getWorkflowTaskTimedOutEventAttributes();
        yield Optional.of(
            switch (task.getTimeoutType()) {
              case TIMEOUT_TYPE_SCHEDULE_TO_START ->
                  new Missed("workflow task, not begun", task.getScheduledEventId());
              default -> new Missed("workflow task, not ended", task.getStartedEventId());
            });
      }
      case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT -> {
        var activity = event.getActivityTaskTimedOutEventAttributes();
        yield Optional.of(new Missed("activity", activity.getStartedEventId()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_STARTED -> {
        var activity = event.getActivityTaskStartedEventAttributes();
        yield activity.getAttempt() > 1
            ? Optional.of(new Missed("activity, tried again", activity.getScheduledEventId()))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
