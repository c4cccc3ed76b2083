package licensing.local;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.NoAnswer;
import licensing.local.buyer.Page;
import licensing.local.buyer.UnexpectedPage;

/**
 * Measures a running stack: purchases one at a time, through the console's pages.
 *
 * @param settings of the stack that runs
 * @param temporal the Temporal CLI
 */
record StepsBench(Settings settings, StateFolder state, Path temporal) {

  private static final int WARM_UP = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** From one to the next: of three forms each, a console takes 300 a minute from one person. */
  private static final Duration APART = Duration.ofMillis(700);

  /** Prints as it goes. */
  void run(int purchases) throws Exception {
    System.out.printf("load before: %s%n", load());
    try (PurchaseRows rows = PurchaseRows.watch(settings.database(), PATIENCE);
        Buyers buyers = LocalStack.buyers(settings, state)) {
      Buyer buyer = buyers.named("buyer");
      Measurements took = new Measurements();
      logIn(buyer, took);
      MeasuredPurchase purchase = new MeasuredPurchase(buyer, took, rows);
      UUID last = repeat(purchase, WARM_UP);
      Actions before = actionsAfter(last);
      took.clear();
      logIn(buyers.named("buyer"), took);
      last = repeat(purchase, purchases);
      System.out.printf("%d purchases, one at a time, after %d to warm up%n%n", purchases, WARM_UP);
      System.out.println(took.table());
      Actions after = actionsAfter(last);
      System.out.printf("%na purchase in Temporal: %s%n", cost(last));
      if (settings.runsTemporal()) {
        System.out.printf("%nits Actions there%n%s%n", after.since(before).table(purchases));
      }
    } catch (NoAnswer | UnexpectedPage e) {
      throw new LaunchFailure("The measurement ended early: " + e.getMessage(), e);
    }
    System.out.printf("load after: %s%n", load());
  }

  private static UUID repeat(MeasuredPurchase purchase, int times) throws Exception {
    long begin = System.nanoTime();
    UUID last = purchase.buy();
    for (int i = 1; i < times; i++) {
      TimeUnit.NANOSECONDS.sleep(begin + i * APART.toNanos() - System.nanoTime());
      last = purchase.buy();
    }
    return last;
  }

  private static void logIn(Buyer buyer, Measurements took) throws Exception {
    Page page = took.time("page: login", () -> buyer.loginPage().shown());
    took.time("step: log in", () -> buyer.login(page).redirect());
  }

  /** All until that purchase had ended; none where Temporal was not started here. */
  private Actions actionsAfter(UUID purchase) throws Exception {
    HistoryCost.awaitEnd(cli(), "purchase-" + purchase);
    return settings.runsTemporal()
        ? Actions.countedAt(settings.port(LocalPort.TEMPORAL_METRICS))
        : new Actions(Map.of());
  }

  private HistoryCost cost(UUID purchase) throws Exception {
    return HistoryCost.of(cli(), "purchase-" + purchase);
  }

  private List<String> cli() {
    return List.of(
        temporal.toString(),
        "--address=" + settings.get("TEMPORAL_ADDRESS"),
        "--namespace=" + settings.get("TEMPORAL_NAMESPACE"));
  }

  private static String load() {
    return "%.2f over the last minute, %d processors"
        .formatted(
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors());
  }
}
