package licensing.bench.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.StepOptions;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;
import licensing.bench.shop.Shop;

/** The steps, each kept when it is done; the buyer is heard by messages and answered by events. */
public final class DbosProcess implements DbosWorkflow {

  static final String PRESENTED = "presented";
  static final String CONFIRM = "confirm";
  static final String CONFIRMED = "confirmed";
  static final String PAID = "paid";

  private static final Duration PAID_WITHIN = Duration.ofMinutes(30);
  private static final int AS_LONG_AS_IT_TAKES = 10_000;

  private final DBOS dbos;
  private final Shop shop;

  DbosProcess(DBOS dbos, Shop shop) {
    this.dbos = dbos;
    this.shop = shop;
  }

  @Override
  @Workflow(name = "purchase")
  public String purchase(String id) {
    UUID purchase = UUID.fromString(id);
    dbos.runStep(() -> shop.presentTerms(purchase), step("present terms"));
    dbos.setEvent(PRESENTED, true);
    if (dbos.recv(CONFIRM, PAID_WITHIN).isEmpty()) {
      return ended(purchase, "LAPSED");
    }
    dbos.runStep(() -> shop.confirmRedirect(purchase), step("confirm redirect"));
    dbos.setEvent(CONFIRMED, true);
    if (dbos.recv(PAID, PAID_WITHIN).isEmpty()) {
      return ended(purchase, "LAPSED");
    }
    if (!dbos.runStep(() -> shop.authorize(purchase), step("authorize"))) {
      return ended(purchase, "DECLINED");
    }
    dbos.runStep(() -> shop.activate(purchase), step("activate license"));
    dbos.runStep(() -> shop.capture(purchase), step("redirect home"));
    return "LICENSED";
  }

  private String ended(UUID purchase, String outcome) {
    dbos.runStep(() -> shop.end(purchase, outcome), step("end"));
    return outcome;
  }

  private static StepOptions step(String name) {
    return new StepOptions(name)
        .withMaxAttempts(AS_LONG_AS_IT_TAKES)
        .withRetryInterval(Duration.ofMillis(500))
        .withBackoffRate(1);
  }
}
