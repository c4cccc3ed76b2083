package licensing.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import licensing.bench.Surrounded;
import licensing.bench.scale.Measurement.APurchase;
import licensing.bench.scale.Measurement.Sized;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  private static final Measurement MEASURED =
      new Measurement(
          "2026-11-29T22:00:00Z",
          "two processors",
          "one process",
          2,
          16,
          64,
          List.of(sized(1, 1, 0.02, 0.05), sized(4, 4, 0.4, 0.6)),
          List.of(new NotifyCost(16, 4000, 800)),
          new APurchase(10, 33, 6403, 8, 40_000, Map.of("licensing", 30_000.0)));

  @TempDir Path folder;

  @Test
  void comparesWhatItIsAskedToThereAndBackAgain() {
    ScaleOptions options = ScaleOptions.of("--only", "1x1,2x4", "--people", "3", "--each", "5");

    assertThat(Size.inTurns(options.sizes(), 3)).hasToString("[1x1, 2x4, 2x4, 1x1, 1x1, 2x4]");
    assertThat(options.purchases()).isEqualTo(15);
    assertThat(options.cluster()).isFalse();
    assertThat(ScaleOptions.of("--cluster").cluster()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--turns",
        "--turns 0",
        "--turns 1001",
        "--people two",
        "--only 1",
        "--only 1x5",
        "--only 1x1,",
        "--what 3",
        "all"
      })
  void saysHowItIsAsked(String words) {
    assertThatThrownBy(() -> ScaleOptions.of(words.split(" ")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("./dev bench scale [--turns N]");
  }

  @Test
  void letsRestWhoDoesNotWork() {
    Size size = new Size(2, 1);
    assertThat(size.programs()).containsExactly("worker", "web", "web-2");
    assertThat(size.resting())
        .containsExactly("worker-2", "worker-3", "worker-4", "web-3", "web-4");
    for (Size each : Size.ALL) {
      Set<String> all = new HashSet<>(each.programs());
      all.addAll(each.resting());
      assertThat(all).hasSize(2 * Size.MOST);
    }
  }

  @Test
  void readsWhatTheProcessorsDid() {
    Processors before = Processors.of("cpu  100 0 50 1000 10 0 5 20 7 0\ncpu0 1 2 3 4 5 6 7 8\n");
    Processors used =
        Processors.of("cpu  160 0 80 1050 60 0 15 40 9 0\ncpu0 1 2 3 4 5 6 7 8\n").since(before);

    assertThat(used).isEqualTo(new Processors(220, 50, 50, 20));
    assertThat(used.idleShare()).isEqualTo(100 / 220.0);
    assertThat(used.busyMilliseconds()).isEqualTo(1_000);
  }

  @Test
  void namesWhatThereWasNoMoreOf() {
    assertThat(Scale.limit(sized(1, 1, 0.02, 0.05)))
        .isEqualTo(
            "the processors (2 % idle, 10 % for others; of a purchase's 300 ms web 67 %, temporal"
                + " 33 %; PostgreSQL's sessions: Lock: object 5 %)");
    assertThat(Scale.limit(sized(1, 1, 0.4, 0.6))).startsWith("commits that tell");
    assertThat(Scale.limit(sized(1, 1, 0.4, 0.1))).startsWith("the buyers");
  }

  @Test
  void keepsWhatWasMeasured() throws Exception {
    Path file = folder.resolve("measured/scale.json");
    MEASURED.write(file);

    assertThat(Measurement.read(file)).isEqualTo(MEASURED);
    assertThat(Scale.text(MEASURED))
        .contains("1x1", "4x4", "10.0 Actions", "16 ", "4000        800");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> Measurement.read(file))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("is nothing that ./dev bench scale wrote");
    assertThatThrownBy(() -> Measurement.read(folder.resolve("none")))
        .hasMessageContaining("./dev bench scale writes one");
  }

  /** Whether two of them meet is chance: so they commit until it was seen. */
  @Test
  void seesThatCommitsThatTellWaitForEachOther() throws Exception {
    try (HikariDataSource database = Surrounded.by("scale").database();
        Waits waits = new Waits(database);
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      boolean seen = false;
      while (!seen || !waits.shares().containsKey(Waits.NOTIFY)) {
        assertThat(System.nanoTime()).as("never seen").isLessThan(deadline);
        Future<NotifyCost> cost =
            other.submit(() -> NotifyCost.measured(database, 6, Duration.ofMillis(500)));
        while (!cost.isDone()) {
          seen |= isWaitedForWhoTells(database);
        }
        assertThat(cost.get().telling()).isPositive();
        assertThat(cost.get().commits()).isPositive();
      }
      assertThat(waits.databases()).containsOnlyKeys("scale");
    }
  }

  /** That lock, and no other. */
  private static boolean isWaitedForWhoTells(HikariDataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select exists (select from pg_locks where locktype = 'object' and not granted
                  and classid = 'pg_database'::regclass and objid = 0)
                """)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Sized sized(int consoles, int workers, double idle, double telling) {
    return new Sized(
        consoles,
        workers,
        5,
        Map.of("web", 200.0, "temporal", 100.0),
        idle,
        0.1,
        Map.of("Subscribe Now, p50", 30.0),
        Map.of(Waits.NOTIFY, telling, Waits.WORKS, 1 - telling),
        Map.of("licensing", 1.0),
        Map.of("web", 250L));
  }
}
