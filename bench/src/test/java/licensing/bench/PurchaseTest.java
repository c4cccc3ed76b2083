package licensing.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import licensing.bench.Latencies.Step;
import org.junit.jupiter.api.Test;

class PurchaseTest {

  private final List<String> asked = new ArrayList<>();
  private final Latencies took = new Latencies();

  @Test
  void timesEachStep() throws Exception {
    Purchase.at(new Asked(true), took).buy(System.nanoTime(), _ -> {});
    assertThat(asked).containsExactly("subscribe", "confirm", "card", "pay", "home", "end");
    for (Step step : Step.values()) {
      assertThat(took.milliseconds(step, 50)).as(step.words()).isNotNaN();
    }
  }

  /** Nothing is not quick: no number stands for it, in its column and in how others compare. */
  @Test
  void tellsNothingOfStepsThatAreNotThere() throws Exception {
    Latencies whole = new Latencies();
    Purchase.at(new Asked(true), whole).buy(System.nanoTime(), _ -> {});
    asked.clear();
    Purchase.at(new Asked(false), took).buy(System.nanoTime(), _ -> {});
    assertThat(asked).containsExactly("card", "pay", "home", "end");
    assertThat(took.milliseconds(Step.PAY, 50)).isNotNaN();

    Report report = new Report(List.of("whole", "part"));
    report.line(
        "Subscribe Now", List.of(whole, took), each -> each.milliseconds(Step.SUBSCRIBE, 50));
    assertThat(report.toString()).matches("(?s).*Subscribe Now +[0-9.]+ +-");
    assertThat(report.ratios()).matches("(?s).*Subscribe Now +[1-] +-");
  }

  private final class Asked implements Peer {

    private final boolean takesOrders;

    Asked(boolean takesOrders) {
      this.takesOrders = takesOrders;
    }

    @Override
    public String name() {
      return "asked";
    }

    @Override
    public boolean takesOrders() {
      return takesOrders;
    }

    @Override
    public void subscribe(UUID purchase) {
      asked.add("subscribe");
    }

    @Override
    public void confirm(UUID purchase) {
      asked.add("confirm");
    }

    @Override
    public String card(UUID purchase) {
      asked.add("card");
      return "nonce";
    }

    @Override
    public void pay(UUID purchase, String nonce) {
      asked.add("pay");
    }

    @Override
    public void awaitHome(UUID purchase, Duration patience) {
      asked.add("home");
    }

    @Override
    public void awaitEnd(UUID purchase, Duration patience) {
      asked.add("end");
    }

    @Override
    public History history(UUID purchase) {
      return History.NONE;
    }
  }
}
