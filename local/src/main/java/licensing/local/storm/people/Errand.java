package licensing.local.storm.people;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What a buyer comes for, and how they behave. The weight says how often. */
public enum Errand {
  PAYS(30, "pays"),
  CLICKS_TWICE(14, "clicks everything twice"),
  PAYS_IN_TWO_TABS(8, "pays in two tabs with two cards"),
  CLOSES_WINDOWS(8, "closes all windows after paying"),
  TRIES_ANOTHER_CARD(10, "tries another card after a decline"),
  SENDS_AGAIN(6, "sends the form again with another quantity"),
  WITHDRAWS(6, "withdraws at the prompt"),
  WITHDRAWS_WHILE_PAYING(6, "withdraws and pays at the same moment"),
  WALKS_AWAY_FROM_PROMPT(3, "walks away from the prompt"),
  WALKS_AWAY_FROM_PAYMENT(3, "walks away from the payment page"),
  PAYS_AT_THE_DEADLINE(3, "pays when the deadline passes"),
  ORGANIZATION_CLOSES(3, "pays for an organization that is just closed");

  private static final int ALL = Arrays.stream(values()).mapToInt(each -> each.weight).sum();

  private final int weight;
  private final String words;

  Errand(int weight, String words) {
    this.weight = weight;
    this.words = words;
  }

  static Errand drawn(RandomGenerator random) {
    int drawn = random.nextInt(ALL);
    for (Errand errand : values()) {
      drawn -= errand.weight;
      if (drawn < 0) {
        return errand;
      }
    }
    throw new IllegalStateException("the weights add up");
  }

  public String words() {
    return words;
  }
}
