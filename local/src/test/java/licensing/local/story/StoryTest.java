package licensing.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import licensing.purchase.PurchaseFixture;
import licensing.purchase.Waits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way to end, on a real Temporal server, as its UI tells it: compared with an approved text.
 * With {@code -Dstories.record} texts and histories are written anew instead, to be read by people.
 */
class StoryTest {

  private static final boolean RECORD = Boolean.getBoolean("stories.record");
  private static final Path STORIES = Path.of("src/test/resources/stories");
  private static final Path HISTORIES = Path.of("../workflows/src/test/resources/histories");
  // Lapses within seconds, and yet leaves time to click.
  private static final Waits SHORT = Waits.PRODUCTION.shortenedBy(120);

  @TempDir static Path folder;
  private static TemporalServer temporal;

  @BeforeAll
  static void start() throws IOException {
    temporal = TemporalServer.start(folder.resolve("temporal.log"));
  }

  @AfterAll
  static void stop() {
    temporal.close();
  }

  static Set<String> endings() {
    return Endings.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void readsAsApproved(String ending) throws IOException {
    try (PurchaseFixture buying = PurchaseFixture.on(temporal.address(), SHORT)) {
      Endings.all().get(ending).accept(buying);
      buying.outcome();
      String story = Story.of(buying);
      if (RECORD) {
        Files.writeString(STORIES.resolve(ending + ".md"), story);
        Files.writeString(HISTORIES.resolve(ending + ".json"), history(buying).toJson(true));
      }
      assertThat(story).isEqualTo(Files.readString(STORIES.resolve(ending + ".md")));
    }
  }

  /** What it costs when nothing goes wrong: more is a decision. */
  @Test
  void staysWithinItsBudget() {
    try (PurchaseFixture buying = PurchaseFixture.on(temporal.address(), Waits.PRODUCTION)) {
      Endings.all().get("licensed").accept(buying);
      buying.outcome();
      List<HistoryEvent> events = history(buying).getHistory().getEventsList();

      assertThat(events).hasSize(39);
      assertThat(Story.count(events, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)).isEqualTo(6);
      assertThat(Actions.of(events)).isLessThanOrEqualTo(11);
    }
  }

  private static WorkflowExecutionHistory history(PurchaseFixture buying) {
    return buying.client().fetchHistory(buying.purchase.workflowId());
  }
}
