package licensing.web.process;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.serviceclient.rpcretry.DefaultStubServiceOperationRpcRetryOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.time.Duration;
import licensing.web.ConsoleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the processes of purchases reachable. */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

  private static final Duration PAUSE = Duration.ofMillis(200);

  @Bean
  TemporalPurchaseProcesses purchaseProcesses(WorkflowClient client, ConsoleSettings settings) {
    var address = settings.baseUrl().toString().replaceFirst("/$", "");
    return new TemporalPurchaseProcesses(client, new PurchaseStarts(settings.waits(), address));
  }

  @Bean
  TemporalBulkProcesses bulkProcesses(WorkflowClient client) {
    return new TemporalBulkProcesses(client);
  }

  @Bean
  TemporalHistories purchaseHistories(WorkflowClient client) {
    return new TemporalHistories(client);
  }

  /**
   * While Temporal is away the client pauses between its tries, up to five seconds, and looks at
   * the deadline only before a pause: long ones would keep the buyer waiting beyond it.
   */
  @Bean
  TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> shortPauses() {
    return connection ->
        connection.setRpcRetryOptions(
            DefaultStubServiceOperationRpcRetryOptions.getBuilder()
                .setMaximumInterval(PAUSE)
                .validateBuildWithDefaults());
  }
}
