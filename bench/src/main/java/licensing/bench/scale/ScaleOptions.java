package licensing.bench.scale;

import java.util.Arrays;
import java.util.List;
import licensing.local.LaunchFailure;

/**
 * How much is measured.
 *
 * @param turns of each size
 * @param people who buy at once
 * @param each purchases of one of them in a turn
 * @param sizes which are compared
 * @param cluster whether Temporal is its full server, on the same PostgreSQL
 */
record ScaleOptions(int turns, int people, int each, List<Size> sizes, boolean cluster) {

  private static final ScaleOptions USUAL = new ScaleOptions(2, 16, 4, Size.ALL, false);

  private static final String HOW =
      "./dev bench scale [--turns N] [--people N] [--each N] [--only CONSOLESxWORKERS,...] [--cluster]"
          + ": numbers from 1 to 1000, and sizes such as 1x1,2x1,4x4 of up to 4";

  static ScaleOptions of(String... words) {
    ScaleOptions options = USUAL;
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("--cluster")) {
        options =
            new ScaleOptions(options.turns, options.people, options.each, options.sizes, true);
      } else if (i + 1 == words.length) {
        throw new LaunchFailure(HOW);
      } else {
        options = options.with(words[i], words[++i]);
      }
    }
    return options;
  }

  int purchases() {
    return people * each;
  }

  private ScaleOptions with(String word, String value) {
    return switch (word) {
      case "--turns" -> new ScaleOptions(number(value), people, each, sizes, cluster);
      case "--people" -> new ScaleOptions(turns, number(value), each, sizes, cluster);
      case "--each" -> new ScaleOptions(turns, people, number(value), sizes, cluster);
      case "--only" ->
          new ScaleOptions(
              turns,
              people,
              each,
              Arrays.stream(value.split(",", -1)).map(ScaleOptions::size).toList(),
              cluster);
      default -> throw new LaunchFailure(HOW);
    };
  }

  private static Size size(String text) {
    if (!text.matches("[1-4]x[1-4]")) {
      throw new LaunchFailure(HOW);
    }
    return new Size(text.charAt(0) - '0', text.charAt(2) - '0');
  }

  private static int number(String text) {
    if (!text.matches("[1-9]\\d{0,2}|1000")) {
      throw new LaunchFailure(HOW);
    }
    return Integer.parseInt(text);
  }
}
