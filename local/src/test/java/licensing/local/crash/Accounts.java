package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import licensing.local.buyer.Buyer;

/** What the platform, the console's rows and its pages say of a purchase: all the same. */
record Accounts(Ledger ledger, Records records) {

  /** As below, at once. */
  void assertSold(Buyer buyer, String purchase, int quantity) {
    assertSold(buyer, purchase, quantity, Duration.ZERO);
  }

  /**
   * One capture, one license, and everybody says so.
   *
   * @param wait that the process needs before it can go on
   */
  void assertSold(Buyer buyer, String purchase, int quantity, Duration wait) {
    records.awaitEnd(purchase, wait.plus(Scene.PATIENCE));
    assertThat(records.outcome(purchase)).isEqualTo("LICENSED");
    assertThat(held(purchase))
        .singleElement()
        .matches(entry -> entry.status().startsWith("submitted_for"));
    assertThat(records.licenses(purchase)).isEqualTo(1);
    assertThat(buyer.prompt(purchase).shownStatus()).startsWith("LICENSED");
    assertThat(buyer.homepage().text()).contains("Most recent: %d licenses".formatted(quantity));
  }

  /** Nothing was ever charged, and nothing was given. */
  void assertNotCharged(String purchase) {
    assertThat(held(purchase)).isEmpty();
    assertThat(records.licenses(purchase)).isZero();
  }

  /** All money that was ever held for it. */
  private List<Ledger.Entry> held(String purchase) {
    return ledger.of(purchase).stream()
        .filter(entry -> !entry.status().contains("declined"))
        .toList();
  }
}
