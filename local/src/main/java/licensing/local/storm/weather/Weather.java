package licensing.local.storm.weather;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import licensing.local.LaunchFailure;
import licensing.local.Tap;
import licensing.local.TappedStack;
import licensing.purchase.Timeouts;
import org.jspecify.annotations.Nullable;

/**
 * Lets things go wrong, one after the other and two at a time at most, until it is told to clear
 * up. The same seed gives the same sequence; what it meets depends on the machine.
 */
public final class Weather implements AutoCloseable {

  private static final int AT_ONCE = 2;
  private static final int TRIES = 60;

  private final TappedStack tapped;
  private final Random random;
  private final long seed;
  private final Duration silence;
  private final Duration gap;
  private final FaultLog log;
  private final PlatformFaults faults;
  private final Upkeep upkeep;
  private final Moments moments;
  private final FullPool fullPool;
  private final Semaphore troubles = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Future<?> blowing;
  private volatile boolean over;

  /**
   * @param silence how long a receiver of webhooks hangs
   * @param gap between two things that go wrong, on average
   */
  public Weather(
      TappedStack tapped,
      PlatformControl platform,
      Timeouts waits,
      Duration silence,
      long seed,
      Duration gap,
      FaultLog log) {
    this.tapped = tapped;
    this.random = new Random(seed);
    this.seed = seed;
    this.silence = silence;
    this.gap = gap;
    this.log = log;
    this.faults = new PlatformFaults(platform, waits, new Random(seed + 1));
    this.upkeep = new Upkeep(tapped.stack(), log, faults::arm);
    this.moments = new Moments(tapped, upkeep, new Random(seed + 2));
    this.fullPool = new FullPool(tapped.stack().database());
  }

  public void begin() {
    if (!faults.arm()) {
      throw new LaunchFailure("The platform does not take each of the storm's faults.");
    }
    tapped.mailServer().misbehave(seed + 3);
    tapped.webhookReceiver().misbehave(seed + 4, silence);
    blowing = threads.submit(this::blow);
  }

  /** The moments at which nobody died, and how often each was waited for. */
  public Map<String, Long> unmet() {
    return moments.unmet();
  }

  /** Everything runs again and nothing is in its way when this returns. */
  public void clear() throws InterruptedException {
    over = true;
    awaitCalm();
    for (Tap tap : taps()) {
      tap.open();
    }
    upkeep.reviveAll();
    faults.disarm();
    failRefunds();
    tapped.mailServer().behave();
    tapped.webhookReceiver().behave();
  }

  private void failRefunds() throws InterruptedException {
    for (int tries = 0; !faults.failRefunds(log); tries++) {
      if (tries == TRIES) {
        throw new LaunchFailure("The platform does not let the storm's refunds fail.");
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void awaitCalm() throws InterruptedException {
    try {
      Objects.requireNonNull(blowing, "it has begun").get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the weather broke off", e.getCause());
    }
    troubles.acquire(AT_ONCE);
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
  }

  private void blow() {
    try {
      while (!over) {
        TimeUnit.MILLISECONDS.sleep(Math.round(gap.toMillis() * random.nextExponential()));
        strike(random.nextInt(100), random.nextLong());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each draws from a sequence of its own, so that its length does not change what follows. */
  private void strike(int drawn, long seed) throws InterruptedException {
    Random own = new Random(seed);
    if (drawn < 10) {
      faults.lateEvent(log);
      return;
    }
    if (drawn < 12) {
      faults.failRefunds(log);
      return;
    }
    troubles.acquire();
    threads.execute(
        () -> {
          try {
            trouble(drawn, own);
          } catch (LaunchFailure somebodyElseWasFaster) {
            // It does not run at this moment: nothing to be done to it.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            troubles.release();
          }
        });
  }

  private void trouble(int drawn, Random own) throws InterruptedException {
    if (over) {
      return;
    }
    if (drawn < 55) {
      moments.strike();
    } else if (drawn < 78) {
      upkeep.kill(oneOf(tapped.stack().names(), own), "at random");
    } else if (drawn < 88) {
      upkeep.pause(oneOf(tapped.stack().names(), own), "at random", seconds(own, 0.5, 7));
    } else if (drawn < 94) {
      shut(oneOf(taps(), own), seconds(own, 0.5, 5));
    } else if (fullPool.hold(seconds(own, 1, 5))) {
      log.add("connection pools full", "console and workers");
    }
  }

  private void shut(Tap tap, Duration time) throws InterruptedException {
    log.add("way shut", words(tap));
    tap.shut();
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    tap.open();
  }

  private List<Tap> taps() {
    return List.of(
        tapped.platformTap(),
        tapped.databaseTap(),
        tapped.consoleDatabaseTap(),
        tapped.consoleTap(),
        tapped.mailTap(),
        tapped.webhookTap());
  }

  private String words(Tap tap) {
    return List.of(
            "worker to platform",
            "worker to postgres",
            "console to postgres",
            "buyers to console",
            "workers to mail server",
            "workers to receivers of webhooks")
        .get(taps().indexOf(tap));
  }

  private static Duration seconds(Random random, double least, double most) {
    return Duration.ofMillis(Math.round(random.nextDouble(least, most) * 1000));
  }

  private static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
