package licensing.local.storm;

import java.time.Duration;
import java.util.List;
import licensing.local.LaunchFailure;

/**
 * What a storm is asked for.
 *
 * @param limit nobody comes any more after it
 * @param divisor by which the waits of the process and the limits of the platform are shorter
 * @param gap between two things that go wrong, on average
 * @param cluster of each service of Temporal so many; 0 for its server for development
 */
record StormOptions(
    int purchases, long seed, Duration limit, int divisor, Duration gap, int cluster) {

  private static final String USAGE =
      "./dev storm --purchases N --seed S [--minutes M] [--divisor D] [--gap SECONDS] [--cluster N]";

  static StormOptions read(List<String> words) {
    StormOptions options =
        new StormOptions(100, 1, Duration.ofMinutes(60), 20, Duration.ofSeconds(2), 0);
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new LaunchFailure(words.get(i) + " is followed by nothing. " + USAGE);
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    return options;
  }

  private StormOptions with(String name, String value) {
    return switch (name) {
      case "--purchases" ->
          new StormOptions(
              (int) number(name, value, 1, 10_000), seed, limit, divisor, gap, cluster);
      case "--seed" ->
          new StormOptions(
              purchases, number(name, value, 0, 999_999_999), limit, divisor, gap, cluster);
      case "--minutes" ->
          new StormOptions(
              purchases,
              seed,
              Duration.ofMinutes(number(name, value, 1, 600)),
              divisor,
              gap,
              cluster);
      case "--divisor" ->
          new StormOptions(purchases, seed, limit, (int) number(name, value, 1, 60), gap, cluster);
      case "--gap" ->
          new StormOptions(
              purchases,
              seed,
              limit,
              divisor,
              Duration.ofSeconds(number(name, value, 1, 600)),
              cluster);
      case "--cluster" ->
          new StormOptions(purchases, seed, limit, divisor, gap, (int) number(name, value, 0, 4));
      default -> throw new LaunchFailure("What is " + name + "? " + USAGE);
    };
  }

  private static long number(String name, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As for any other that is not in between.
    }
    throw new LaunchFailure(
        "%s is a whole number from %d to %d, not %s. %s"
            .formatted(name, least, most, value, USAGE));
  }

  /** How to do the same again. */
  String command() {
    return "./dev storm --purchases %d --seed %d --minutes %d --divisor %d --gap %d --cluster %d"
        .formatted(purchases, seed, limit.toMinutes(), divisor, gap.toSeconds(), cluster);
  }
}
