package licensing.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.List;
import licensing.audit.AuditWorkflow;

/**
 * Compares the ledgers every hour. Late money is looked for through a day, so each audit goes back
 * a little further than that; it costs the platform one search and a request for each page of it,
 * and one search for each attempt on the watch list.
 */
record AuditSchedule(WorkflowClient temporal) {

  private static final String ID = "audits";
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration BACK = Duration.ofHours(26);

  /** Leaves one that exists as it is: an operator may have changed or paused it. */
  void create() {
    ScheduleClient schedules =
        ScheduleClient.newInstance(
            temporal.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(temporal.getOptions().getNamespace())
                .build());
    try {
      schedules.createSchedule(ID, schedule(), ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException exists) {
      return;
    }
  }

  private static Schedule schedule() {
    return Schedule.newBuilder()
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(EVERY)))
                .build())
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(AuditWorkflow.class)
                .setArguments(BACK)
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId("audit")
                        .setTaskQueue(AuditWorkflow.TASK_QUEUE)
                        .setStaticSummary("compare the three ledgers of the last day")
                        .build())
                .build())
        .build();
  }
}
