package licensing.bench.disturbed;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import licensing.local.LaunchFailure;

/**
 * How much is measured.
 *
 * @param kinds what happens, one after the other, each on a stack of its own
 * @param turns of an undisturbed and a disturbed phase; 0 for as many as are usual
 * @param aSecond purchases
 * @param seconds of each phase; 0 for as many as are usual
 */
record DisturbedOptions(List<Kind> kinds, int turns, int aSecond, int seconds) {

  private static final int A_SECOND = 2;

  private static final String HOW =
      "./dev bench disturbed [kill|deploy|snapshot] [--rate PURCHASES_A_SECOND] [--seconds N]"
          + " [--turns N]: numbers from 1 to 3600, seconds of each phase; all three where none is"
          + " named";

  /** What happens in each disturbed phase. */
  enum Kind {
    /** One worker after the other is killed, as by kill -9, and started again. */
    KILL(4, 60),
    /** Workers of another release are started, consoles exchanged, the old workers stopped. */
    DEPLOY(2, 240),
    /** A transaction keeps its snapshot of the database open. */
    SNAPSHOT(1, 600);

    private final int usualTurns;
    private final int usualSeconds;

    Kind(int usualTurns, int usualSeconds) {
      this.usualTurns = usualTurns;
      this.usualSeconds = usualSeconds;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DisturbedOptions of(String... words) {
    DisturbedOptions options = new DisturbedOptions(List.of(Kind.values()), 0, A_SECOND, 0);
    int first = 0;
    if (words.length > 0 && !words[0].startsWith("--")) {
      options = new DisturbedOptions(List.of(kind(words[0])), 0, A_SECOND, 0);
      first = 1;
    }
    for (int i = first; i < words.length; i += 2) {
      if (i + 1 == words.length) {
        throw new LaunchFailure(HOW);
      }
      options = options.with(words[i], number(words[i + 1]));
    }
    return options;
  }

  int turns(Kind kind) {
    return turns == 0 ? kind.usualTurns : turns;
  }

  /** How long buyers come in each phase. */
  Duration phase(Kind kind) {
    return Duration.ofSeconds(seconds == 0 ? kind.usualSeconds : seconds);
  }

  private DisturbedOptions with(String word, int value) {
    return switch (word) {
      case "--rate" -> new DisturbedOptions(kinds, turns, value, seconds);
      case "--seconds" -> new DisturbedOptions(kinds, turns, aSecond, value);
      case "--turns" -> new DisturbedOptions(kinds, value, aSecond, seconds);
      default -> throw new LaunchFailure(HOW);
    };
  }

  private static Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new LaunchFailure(HOW));
  }

  private static int number(String text) {
    int number = text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : 0;
    if (number == 0 || number > 3600) {
      throw new LaunchFailure(HOW);
    }
    return number;
  }
}
