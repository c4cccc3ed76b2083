package licensing.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import licensing.bench.Latencies;
import licensing.bench.Peer;
import licensing.bench.Purchase;
import licensing.bench.Victim;
import licensing.local.storm.weather.PlatformControl;

/**
 * Buyers at one peer whose program is struck, the same way at each peer. They click again until
 * they have an answer, and each buys again when that is over.
 */
public final class Chaos {

  /** Bounded, and the worst of each kind more than once. */
  private static final List<Strike> STRIKES =
      List.of(
          Strike.KILL,
          Strike.ANSWERS_LOST,
          Strike.KILL,
          Strike.PAUSE,
          Strike.CUT_OFF,
          Strike.KILL,
          Strike.ANSWERS_LOST,
          Strike.PAUSE,
          Strike.KILL,
          Strike.CUT_OFF);

  private static final int PEOPLE = 8;
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final Duration PERSISTENCE = Duration.ofSeconds(60);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

  private final Peer peer;
  private final Ledgers ledgers;
  private final Map<UUID, Boolean> kept = new ConcurrentHashMap<>();
  private volatile boolean over;

  private Chaos(Peer peer, Ledgers ledgers) {
    this.peer = peer;
    this.ledgers = ledgers;
  }

  /** What was done, in words. */
  public static String words() {
    return "killed %d times, paused %d times for 9 s, cut off %d times for 3 s, answers lost %d times for 3 s"
        .formatted(
            times(Strike.KILL),
            times(Strike.PAUSE),
            times(Strike.CUT_OFF),
            times(Strike.ANSWERS_LOST));
  }

  /**
   * Returns when all purchases have ended, or a minute after the last strike.
   *
   * @param program that goes on with the peer's purchases
   * @param database of the peer
   */
  public static Damage at(Peer peer, Victim program, DataSource database, PlatformControl platform)
      throws Exception {
    Chaos chaos = new Chaos(peer, new Ledgers(platform, database));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PEOPLE; i++) {
        threads.execute(chaos::buy);
      }
      for (Strike strike : STRIKES) {
        Thread.sleep(CALM);
        strike.strike(program, platform);
      }
      chaos.over = true;
      chaos.awaitEnds();
      threads.shutdownNow();
    }
    return chaos.damage();
  }

  private static long times(Strike strike) {
    return STRIKES.stream().filter(strike::equals).count();
  }

  private void buy() {
    while (!over) {
      UUID id = UUID.randomUUID();
      kept.put(id, false);
      try {
        new Purchase(id, peer, new Latencies(), PERSISTENCE)
            .buy(System.nanoTime(), purchase -> kept.put(purchase, true));
      } catch (InterruptedException e) {
        return;
      } catch (Exception gaveUp) {
        // What became of it is read in the ledgers.
      }
    }
  }

  private void awaitEnds() throws InterruptedException {
    long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
    while (System.nanoTime() < deadline && !kept.keySet().stream().allMatch(ledgers::hasEnded)) {
      Thread.sleep(CALM);
    }
  }

  private Damage damage() {
    return Damage.of(
        kept.entrySet().stream().map(each -> ledgers.of(each.getKey(), each.getValue())).toList());
  }
}
