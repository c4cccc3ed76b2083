package licensing.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import licensing.bench.killbill.KillBillPayment;
import licensing.bench.killbill.KillBillPlan;
import licensing.local.LaunchFailure;

/**
 * How much is measured.
 *
 * @param turns of each entrant in the closed loop
 * @param aSecond purchases in the open loop
 * @param open how long buyers come in the open loop
 * @param only the entrants' names
 * @param chaos whether programs are killed as well
 * @param cluster whether Temporal is its full server, on the same PostgreSQL
 */
record Options(
    int turns, double aSecond, Duration open, Set<String> only, boolean chaos, boolean cluster) {

  private static final Set<String> BUILT =
      Set.of("ours", "pages", "floor", "naive", "outbox", "dbos");

  /** What must be named, since it has to be got first and belongs to no build. */
  private static final Set<String> ON_REQUEST = Set.of(KillBillPayment.NAME, KillBillPlan.NAME);

  private static final Options USUAL =
      new Options(10, 5, Duration.ofSeconds(20), BUILT, true, false);

  private static final String HOW =
      "What shall be compared? ./dev bench purchases [--turns N] [--rate PURCHASES_A_SECOND]"
          + " [--seconds N] [--only NAME,NAME] [--no-chaos] [--cluster]";

  static Options of(String... words) {
    Options options = USUAL;
    for (int i = 0; i < words.length; i++) {
      options =
          switch (words[i]) {
            case "--no-chaos" -> options.with(false, options.cluster);
            case "--cluster" -> options.with(options.chaos, true);
            default -> {
              if (i + 1 == words.length) {
                throw new LaunchFailure(HOW);
              }
              yield options.with(words[i], words[++i]);
            }
          };
    }
    return options;
  }

  boolean wants(String name) {
    return only.contains(name);
  }

  /** Whether something of that is wanted which takes part on request alone. */
  boolean wantsKillBill() {
    return ON_REQUEST.stream().anyMatch(this::wants);
  }

  private Options with(boolean killing, boolean wholeServer) {
    return new Options(turns, aSecond, open, only, killing, wholeServer);
  }

  private Options with(String word, String value) {
    return switch (word) {
      case "--turns" -> new Options(number(value), aSecond, open, only, chaos, cluster);
      case "--rate" -> new Options(turns, number(value), open, only, chaos, cluster);
      case "--seconds" ->
          new Options(turns, aSecond, Duration.ofSeconds(number(value)), only, chaos, cluster);
      case "--only" -> new Options(turns, aSecond, open, names(value), chaos, cluster);
      default -> throw new LaunchFailure(HOW);
    };
  }

  private static Set<String> names(String text) {
    Set<String> names = Arrays.stream(text.split(",", -1)).collect(Collectors.toSet());
    for (String name : names) {
      if (!BUILT.contains(name) && !ON_REQUEST.contains(name)) {
        throw new LaunchFailure(
            "Nothing here is called '%s'. There are %s, and on request %s."
                .formatted(name, sorted(BUILT), sorted(ON_REQUEST)));
      }
    }
    return names;
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static int number(String text) {
    try {
      int number = Integer.parseUnsignedInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new LaunchFailure(HOW, e);
    }
    throw new LaunchFailure(HOW);
  }
}
