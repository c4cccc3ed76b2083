package licensing.local;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Measures a running stack: purchases one at a time, through the console's pages.
 *
 * @param settings of the stack that runs
 * @param temporal the Temporal CLI
 */
record StepsBench(Settings settings, Path temporal) {

  private static final int WARM_UP = 20;

  /** Prints as it goes. */
  void run(int purchases) throws Exception {
    System.out.printf("load before: %s%n", load());
    try (Connection database = settings.database().getConnection()) {
      PurchaseRows rows = new PurchaseRows(database);
      ConsoleClient console = new ConsoleClient(URI.create(settings.get("CONSOLE_BASE_URL")));
      Measurements took = new Measurements();
      logIn(console, took);
      MeasuredPurchase purchase = new MeasuredPurchase(console, took, rows);
      UUID last = repeat(purchase, WARM_UP);
      took.clear();
      logIn(new ConsoleClient(URI.create(settings.get("CONSOLE_BASE_URL"))), took);
      last = repeat(purchase, purchases);
      System.out.printf("%d purchases, one at a time, after %d to warm up%n%n", purchases, WARM_UP);
      System.out.println(took.table());
      rows.ended(last);
      System.out.printf("%na purchase in Temporal: %s%n", cost(last));
    }
    System.out.printf("load after: %s%n", load());
  }

  private static UUID repeat(MeasuredPurchase purchase, int times) throws Exception {
    UUID last = purchase.buy();
    for (int i = 1; i < times; i++) {
      last = purchase.buy();
    }
    return last;
  }

  private static void logIn(ConsoleClient console, Measurements took) throws Exception {
    var page = took.time("page: login", () -> console.get("/login"));
    took.time(
        "step: log in",
        () ->
            console.submit(
                page, "form[action=/login]", Map.of("username", "buyer", "password", "buyer")));
  }

  private HistoryCost cost(UUID purchase) throws Exception {
    return HistoryCost.of(
        List.of(
            temporal.toString(),
            "--address=" + settings.get("TEMPORAL_ADDRESS"),
            "--namespace=" + settings.get("TEMPORAL_NAMESPACE")),
        "purchase-" + purchase);
  }

  private static String load() {
    return "%.2f over the last minute, %d processors"
        .formatted(
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors());
  }
}
