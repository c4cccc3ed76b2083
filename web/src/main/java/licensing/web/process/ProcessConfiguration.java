package licensing.web.process;

import io.temporal.client.WorkflowClient;
import licensing.web.ConsoleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the processes of purchases reachable. */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

  @Bean
  TemporalPurchaseProcesses purchaseProcesses(WorkflowClient client, ConsoleSettings settings) {
    var address = settings.baseUrl().toString().replaceFirst("/$", "");
    return new TemporalPurchaseProcesses(client, new PurchaseStarts(settings.waits(), address));
  }
}
