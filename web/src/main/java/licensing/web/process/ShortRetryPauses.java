package licensing.web.process;

import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.serviceclient.rpcretry.DefaultStubServiceOperationRpcRetryOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * While Temporal is away the client pauses between its tries, up to five seconds, and looks at the
 * deadline only before a pause: long ones would keep the buyer waiting beyond it.
 */
@Component
class ShortRetryPauses implements TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> {

  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public WorkflowServiceStubsOptions.Builder customize(
      WorkflowServiceStubsOptions.Builder connection) {
    return connection.setRpcRetryOptions(
        DefaultStubServiceOperationRpcRetryOptions.getBuilder()
            .setMaximumInterval(PAUSE)
            .validateBuildWithDefaults());
  }
}
