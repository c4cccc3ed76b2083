package licensing.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import licensing.local.Actions;
import licensing.local.PreparedState;
import licensing.local.browser.TemporalPictures;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way to end, on the whole stack, as the Temporal UI tells it: compared with an approved text.
 * With {@code -Dstories.record=true} the texts are written anew instead, to be read by people, and
 * the histories of endings that have none yet: a stored history is never written over.
 */
class StoryTest {

  private static final boolean RECORD = Boolean.getBoolean("stories.record");
  private static final Path STORIES = Path.of("src/test/resources/stories");
  private static final Path HISTORIES = Path.of("../workflows/src/test/resources/histories");

  /** One of each kind. */
  private static final Set<String> PICTURED =
      Set.of("licensed", "withdrawn", "lapsed-unpaid", "declined", "given-back", "suspended");

  /**
   * The start, by which it is subscribed, and the confirmation; the deadline; a payment that is
   * handed in; the records of the first two, and the activation; authorize and capture.
   */
  private static final Actions BUDGET =
      new Actions(
          Map.of(
              "grpc_ExecuteMultiOperation", 1L,
              "message_UpdateWorkflowExecution_Acceptance", 2L,
              "command_StartTimer", 1L,
              "grpc_SignalWorkflowExecution", 1L,
              "command_BatchMarkers", 3L,
              "command_ScheduleActivityTask", 2L));

  // One after the other, so that none suffers from the mishap of another; ends are waited for
  // apart.
  private static final ExecutorService BUYING = Executors.newSingleThreadExecutor();
  private static final Map<String, CompletableFuture<PurchaseId>> PURCHASES = new LinkedHashMap<>();
  private static Stage stage;
  private static Actions actions;

  @BeforeAll
  static void buy() {
    stage = Stage.open(PreparedState.copied("story-"));
    Endings endings = new Endings(stage);
    endings.warmUp();
    actions = endings.actionsOfAPurchase(BUDGET.sum());
    Endings.all()
        .forEach(
            (name, ending) ->
                PURCHASES.put(
                    name, CompletableFuture.supplyAsync(() -> ending.apply(endings), BUYING)));
  }

  @AfterAll
  static void close() {
    BUYING.shutdownNow();
    stage.close();
  }

  static Set<String> endings() {
    return Endings.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void readsAsApproved(String ending) throws IOException {
    PurchaseId purchase = PURCHASES.get(ending).join();
    stage.awaitOutcome(purchase);
    if (PICTURED.contains(ending)) {
      TemporalPictures.ofPurchase(ending, stage.temporalUi(), purchase.toString());
    }
    String story = Story.of(stage, purchase);
    if (RECORD) {
      record(ending, purchase, story);
    }
    assertThat(story).isEqualTo(Files.readString(STORIES.resolve(ending + ".md")));
  }

  @ParameterizedTest
  @MethodSource("queriesWorthSaving")
  void answersEachQueryWorthSaving(String query) {
    assertThat(stage.count(query)).isNotNegative();
  }

  static Stream<String> queriesWorthSaving() throws IOException {
    return Pattern.compile("(?m)^\\| [^|`]+ \\| `([^`|]+)`[^|]*\\|$")
        .matcher(Files.readString(Path.of("../docs/support.md")))
        .results()
        .map(found -> found.group(1));
  }

  @Test
  void findsByThemWhatThereIs() {
    PURCHASES.values().forEach(ended -> stage.awaitOutcome(ended.join()));
    assertThat(stage.count("Outcome IN ('given-back', 'suspended')")).isPositive();
    assertThat(stage.count("Attention = 'money-lost'")).isPositive();
  }

  /** What it costs when nothing goes wrong: more is a decision. */
  @Test
  void staysWithinItsBudget() {
    PurchaseId purchase = PURCHASES.get("licensed").join();
    stage.awaitOutcome(purchase);
    List<HistoryEvent> events = stage.history(purchase).getEvents();

    assertThat(events).hasSize(33);
    assertThat(Story.count(events, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)).isEqualTo(5);
    assertThat(actions).isEqualTo(BUDGET);
  }

  private static void record(String ending, PurchaseId purchase, String story) throws IOException {
    Files.writeString(STORIES.resolve(ending + ".md"), story);
    Path history = HISTORIES.resolve(ending + ".json");
    if (Files.notExists(history)) {
      Files.writeString(history, stage.history(purchase).toJson(true));
    }
  }
}
