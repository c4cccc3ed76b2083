package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionsTest {

  private static final String METRICS =
      """
      # HELP action action counter
      # TYPE action counter
      action{action_type="command_StartTimer",namespace="default",operation="RespondWorkflowTaskCompleted",service_name="frontend"} 2
      action{action_type="grpc_StartWorkflowExecution",namespace="default",operation="StartWorkflowExecution",service_name="frontend"} 1
      action{action_type="grpc_StartWorkflowExecution",namespace="other",operation="StartWorkflowExecution",service_name="frontend"} 1.2e+03
      action{action_type="grpc_StartWorkflowExecution",namespace="temporal_system",operation="StartWorkflowExecution",service_name="frontend"} 4
      action_of_another_metric{action_type="command_StartTimer",namespace="default"} 7
      service_requests{namespace="default",operation="RecordWorkerHeartbeat",service_name="frontend"} 6
      """;

  @Test
  void readsWhatTheServerCountsForItsUsers() {
    assertThat(Actions.read(METRICS).counts())
        .containsExactly(
            Map.entry("command_StartTimer", 2L), Map.entry("grpc_StartWorkflowExecution", 1_201L));
    assertThat(Actions.read(METRICS).sum()).isEqualTo(1_203);
  }

  @Test
  void tellsWhatCameAfterAnEarlierReading() {
    Actions earlier = new Actions(Map.of("command_StartTimer", 2L));
    Actions later = new Actions(Map.of("command_StartTimer", 2L, "command_BatchMarkers", 1L));

    assertThat(later.since(earlier).counts())
        .containsExactly(Map.entry("command_BatchMarkers", 1L));
    assertThat(later.since(earlier).sum()).isEqualTo(1);
  }

  @Test
  void sharesThemAmongPurchases() {
    Actions counted = new Actions(Map.of("command_BatchMarkers", 5L, "command_StartTimer", 2L));

    assertThat(counted.table(2))
        .matches("(?s)command_BatchMarkers +2.50\ncommand_StartTimer +1.00\nall +3.50");
  }
}
