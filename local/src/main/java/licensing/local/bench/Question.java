package licensing.local.bench;

import java.util.List;

/**
 * What is asked of the console, again and again.
 *
 * @param addresses one after the other, from the first again after the last
 * @param whole whether the answer is waited for to its end, or only its first byte
 */
record Question(String name, List<String> addresses, boolean whole, Goal goal) {

  String address(int time) {
    return addresses.get(time % addresses.size());
  }

  /**
   * What is fast enough, in milliseconds.
   *
   * @param half of the answers
   * @param most of them: 99 in 100
   */
  record Goal(int half, int most) {

    static final Goal OF_A_LIST = new Goal(100, 300);
    static final Goal OF_AN_OWN_LIST = new Goal(50, 150);
    static final Goal OF_A_PURCHASE = new Goal(100, 200);
  }
}
