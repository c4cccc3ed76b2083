package licensing.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import licensing.bench.Victim;
import licensing.local.LaunchFailure;
import licensing.local.storm.weather.PlatformControl;

/** What happens to a peer's program, and is over when this returns. */
enum Strike {
  /** As a crash; started again at once. */
  KILL {
    @Override
    void strike(Victim program, PlatformControl platform) throws Exception {
      program.kill();
      program.start();
    }
  },
  /** Long enough to be taken for dead; then it goes on where it was. */
  PAUSE {
    @Override
    void strike(Victim program, PlatformControl platform) throws Exception {
      program.pause();
      try {
        Thread.sleep(Duration.ofSeconds(9));
      } finally {
        program.resume();
      }
    }
  },
  /** The platform hears nothing of what it is asked for. */
  CUT_OFF {
    @Override
    void strike(Victim program, PlatformControl platform) throws Exception {
      during(platform, "dropped", List.of("sale", "capture", "find", "search", "find-nonce"));
    }
  },
  /** The platform does what it is asked for, and nobody hears of it. */
  ANSWERS_LOST {
    @Override
    void strike(Victim program, PlatformControl platform) throws Exception {
      during(platform, "answer-lost", List.of("sale", "capture"));
    }
  };

  private static final Duration SILENCE = Duration.ofSeconds(3);

  abstract void strike(Victim program, PlatformControl platform) throws Exception;

  private static void during(PlatformControl platform, String fault, List<String> operations)
      throws InterruptedException {
    try {
      for (String operation : operations) {
        Map<String, String> armed =
            Map.of("fault", fault, "operation", operation, "probability", "1", "seed", "1");
        if (!platform.post("/control/faults", armed)) {
          throw new LaunchFailure("The platform takes no fault of " + operation);
        }
      }
      Thread.sleep(SILENCE);
    } finally {
      platform.delete("/control/faults");
    }
  }
}
