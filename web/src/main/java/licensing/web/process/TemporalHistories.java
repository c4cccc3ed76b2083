package licensing.web.process;

import io.grpc.Status;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.util.List;
import licensing.purchase.PurchaseId;
import licensing.temporal.CallFailures;
import licensing.temporal.CallsInTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class TemporalHistories implements PurchaseHistories, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalHistories.class);

  private final WorkflowClient client;
  private final CallsInTime inTime = new CallsInTime();

  TemporalHistories(WorkflowClient client) {
    this.client = client;
  }

  @Override
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

  private List<Moment> read(String workflow) {
    var events = client.fetchHistory(workflow).getEvents();
    return new HistoryTeller(Payloads.of(client), events).tell(description(workflow));
  }

  /** What is tried right now is in no event: the next one is written when it is over. */
  private DescribeWorkflowExecutionResponse description(String workflow) {
    return client.newUntypedWorkflowStub(workflow).describe().getRawDescription();
  }

  private static History unread(RuntimeException e) {
    var code = CallFailures.status(e).map(Status::getCode).orElseThrow(() -> e);
    if (code == Status.Code.NOT_FOUND) {
      return new History.Gone();
    }
    LOG.warn("a history is not read: {}", code);
    return new History.Away();
  }
}
