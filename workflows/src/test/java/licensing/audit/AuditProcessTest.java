package licensing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import licensing.audit.AuditReport.Finding;
import licensing.paymentevent.PaymentEvents;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.Replays;
import org.junit.jupiter.api.Test;

class AuditProcessTest {

  private final List<String> done = new ArrayList<>();
  private List<Finding> findings = List.of();
  private boolean platformAway;

  @Test
  void givesBackWhatCameLateBeforeItCompares() {
    audit();

    assertThat(done).containsExactly("searched for 200", "compared");
  }

  @Test
  void comparesThoughTheSearchFails() {
    platformAway = true;

    audit();

    assertThat(done).containsExactly("compared");
  }

  @Test
  void readsAgainWhatAReportThatNeverCameWouldHaveTold() {
    findings = List.of(finding(Finding.Kind.MONEY_GIVEN_BACK), finding(Finding.Kind.OVERDUE));

    audit();

    assertThat(done).containsExactly("searched for 200", "compared", "read t1 again", "compared");
  }

  @Test
  void readsAgainADisputeThatTheRecordsHaveNotHeardOf() {
    findings = List.of(finding(Finding.Kind.UNHEARD_DISPUTE));

    audit();

    assertThat(done).containsExactly("searched for 200", "compared", "read t1 again", "compared");
  }

  @Test
  void readsNoMoreThanItMay() {
    findings = Collections.nCopies(60, finding(Finding.Kind.MONEY_GIVEN_BACK));

    audit();

    assertThat(done).filteredOn("read t1 again"::equals).hasSize(50);
  }

  private static Finding finding(Finding.Kind kind) {
    return new Finding(kind, PurchaseId.random().toString(), "t1", "they differ", Instant.EPOCH);
  }

  /** Of which some ten thousand would be more than Temporal takes. */
  @Test
  void reportsAsLittleHoweverMuchIsFound() {
    List<Finding> found = Collections.nCopies(20_000, finding(Finding.Kind.UNHEARD_DISPUTE));

    AuditReport report = AuditReport.of(Instant.EPOCH, Instant.EPOCH, 20_000, 20_000, found);

    assertThat(report.findings()).isEqualTo(20_000);
    assertThat(report.open()).containsOnly(Map.entry(Finding.Kind.UNHEARD_DISPUTE, 20_000L));
    var stored = DefaultDataConverter.STANDARD_INSTANCE.toPayload(report).orElseThrow();
    assertThat(stored.getSerializedSize()).isLessThan(64 * 1024);
    assertThat(
            DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                stored, AuditReport.class, AuditReport.class))
        .isEqualTo(report);
  }

  @Test
  void replays() {
    findings = List.of(finding(Finding.Kind.MONEY_GIVEN_BACK));

    assertThatCode(() -> Replays.replay(audit(), AuditProcess.class)).doesNotThrowAnyException();
  }

  private WorkflowExecutionHistory audit() {
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Worker worker = temporal.newWorker(AuditWorkflow.TASK_QUEUE);
      worker.registerWorkflowImplementationTypes(AuditProcess.class);
      worker.registerActivitiesImplementations(new Compared(), new Searched(), new Read());
      temporal.start();
      temporal
          .getWorkflowClient()
          .newWorkflowStub(
              AuditWorkflow.class,
              WorkflowOptions.newBuilder()
                  .setWorkflowId("audit")
                  .setTaskQueue(AuditWorkflow.TASK_QUEUE)
                  .build())
          .audit(Duration.ofHours(26), null);
      return temporal.getWorkflowClient().fetchHistory("audit");
    }
  }

  private final class Compared implements Audits {
    @Override
    public AuditReport compare(Instant from, Instant to, Duration grace) {
      done.add("compared");
      return AuditReport.of(from, to, 0, 0, findings);
    }
  }

  private final class Read implements PaymentEvents {
    @Override
    public ReportResult settle(PurchaseId purchase, PlatformReported report) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReportResult reread(PurchaseId purchase, String reference) {
      done.add("read %s again".formatted(reference));
      return new ReportResult("applied: dispute lost", null);
    }
  }

  private final class Searched implements WatchList {
    @Override
    public Watch giveBackLate(int atMost) {
      if (platformAway) {
        throw new IllegalStateException("the platform does not answer");
      }
      done.add("searched for " + atMost);
      return new Watch(atMost, 0, 0);
    }
  }
}
