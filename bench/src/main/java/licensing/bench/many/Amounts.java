package licensing.bench.many;

import licensing.local.LaunchFailure;

/**
 * Numbers as they follow ./dev bench.
 *
 * @param how said to who gives others
 */
record Amounts(String how) {

  /**
   * @param usual where there is no such word
   */
  int at(int position, int usual, int fewest, int most, String... words) {
    if (words.length <= position) {
      return usual;
    }
    String word = words[position];
    if (!word.matches("\\d{1,9}")
        || Integer.parseInt(word) < fewest
        || Integer.parseInt(word) > most) {
      throw new LaunchFailure(how);
    }
    return Integer.parseInt(word);
  }

  void refuseMoreThan(int count, String... words) {
    if (words.length > count) {
      throw new LaunchFailure(how);
    }
  }
}
