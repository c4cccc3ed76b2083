package licensing.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import org.jspecify.annotations.Nullable;

/** Temporal as far as an audit asks it: its workflows are what a test says they are. */
public final class KnownProcesses implements AutoCloseable {

  private final Map<String, WorkflowExecutionInfo> known = new ConcurrentHashMap<>();
  private final Set<String> unlisted = ConcurrentHashMap.newKeySet();
  private final Server server = serving(new Service());
  private final WorkflowServiceStubs connection =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder()
              .setChannel(InProcessChannelBuilder.forName(toString()).directExecutor().build())
              .build());
  private final WorkflowClient client = WorkflowClient.newInstance(connection);

  public WorkflowClient client() {
    return client;
  }

  /**
   * @param outcome label, null before the end
   */
  public void know(PurchaseId purchase, WorkflowExecutionStatus status, @Nullable String outcome) {
    know(purchase.workflowId(), status, outcome);
  }

  /** As somebody may start one by hand, under any id. */
  public void know(String workflowId, WorkflowExecutionStatus status, @Nullable String outcome) {
    WorkflowExecutionInfo.Builder info =
        WorkflowExecutionInfo.newBuilder()
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId("r"))
            .setStatus(status);
    if (status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      info.setCloseTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()));
    }
    if (outcome != null) {
      info.getSearchAttributesBuilder()
          .putIndexedFields(PurchaseSearchAttributes.OUTCOME.getName(), keyword(outcome));
    }
    known.put(workflowId, info.build());
  }

  /** As when the namespace keeps ended ones no longer. */
  public void forget(PurchaseId purchase) {
    known.remove(purchase.workflowId());
  }

  /** As while the visibility store is behind: the server itself knows of it. */
  public void leaveOutOfTheList(PurchaseId purchase) {
    unlisted.add(purchase.workflowId());
  }

  @Override
  public void close() {
    connection.shutdownNow();
    server.shutdownNow();
  }

  private Server serving(BindableService service) {
    try {
      return InProcessServerBuilder.forName(toString())
          .directExecutor()
          .addService(service)
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Payload keyword(String text) {
    return DefaultDataConverter.STANDARD_INSTANCE.toPayload(text).orElseThrow().toBuilder()
        .putMetadata("type", ByteString.copyFromUtf8("Keyword"))
        .build();
  }

  private final class Service extends WorkflowServiceImplBase {

    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void listWorkflowExecutions(
        ListWorkflowExecutionsRequest request,
        StreamObserver<ListWorkflowExecutionsResponse> answer) {
      ListWorkflowExecutionsResponse.Builder found = ListWorkflowExecutionsResponse.newBuilder();
      known.entrySet().stream()
          .filter(workflow -> !unlisted.contains(workflow.getKey()))
          .forEach(workflow -> found.addExecutions(workflow.getValue()));
      answer.onNext(found.build());
      answer.onCompleted();
    }

    @Override
    public void describeWorkflowExecution(
        DescribeWorkflowExecutionRequest request,
        StreamObserver<DescribeWorkflowExecutionResponse> answer) {
      WorkflowExecutionInfo info = known.get(request.getExecution().getWorkflowId());
      if (info == null) {
        answer.onError(Status.NOT_FOUND.withDescription("no such workflow").asException());
      } else {
        answer.onNext(
            DescribeWorkflowExecutionResponse.newBuilder().setWorkflowExecutionInfo(info).build());
        answer.onCompleted();
      }
    }
  }
}
