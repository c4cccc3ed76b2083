package licensing.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import licensing.local.buyer.Buyers;

/**
 * Counts the source files of the console and the worker that one purchase enters: from the homepage
 * through all pages and the payment until its workflow has ended, with nobody else there. A file is
 * on its way if the purchase runs a line of it that did not run while, for a longer time, nobody
 * bought anything; so what goes on by itself does not count, unless a purchase takes it further.
 * What has no line to run, such as an interface, or ran when it was loaded, such as the constants
 * of an enum, is not counted.
 */
final class FilesBench {

  private static final int WARM_UP = 10;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path project;
  private final LocalStack stack;
  private final Coverage coverage;
  private final Consumer<String> told;

  private FilesBench(Path project, LocalStack stack, Coverage coverage, Consumer<String> told) {
    this.project = project;
    this.stack = stack;
    this.coverage = coverage;
    this.told = told;
  }

  /**
   * Runs it on a stack of its own.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param state where the stack's is kept, which must be empty
   */
  static void run(Path project, StateFolder state, Consumer<String> told) throws Exception {
    Coverage coverage = new Coverage(state.root());
    Installation installation = Installation.of(project, System.getenv());
    Secrets secrets = Secrets.in(state.secrets());
    Settings settings = new Settings(Ports.free(), secrets, state);
    Parts usual = Parts.of(settings, secrets, installation, state);
    List<Program> watched =
        usual.applications().stream()
            .map(
                program ->
                    program.name().equals(OwnProgram.PLATFORM.label())
                        ? program
                        : coverage.watching(program))
            .toList();
    try (LocalStack stack = new LocalStack(settings, state, usual.with(watched), told)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      new FilesBench(project, stack, coverage, told).count(installation.temporal());
    }
  }

  private void count(Path temporal) throws Exception {
    try (PurchaseRows rows = PurchaseRows.watch(stack.database(), PATIENCE);
        Buyers buyers = stack.buyers()) {
      MeasuredPurchase purchase =
          new MeasuredPurchase(buyers.loggedIn("buyer"), new Measurements(), rows);
      coverage.sinceAskedBefore();
      Thread.sleep(IDLE);
      EnteredFiles idle = entered();
      for (int i = 0; i < WARM_UP; i++) {
        ended(temporal, purchase.buy());
      }
      coverage.sinceAskedBefore();
      ended(temporal, purchase.buy());
      tell(entered(), idle);
    }
  }

  private void tell(EnteredFiles entered, EnteredFiles idle) {
    EnteredFiles way = entered.beyond(idle);
    EnteredFiles alike = entered.without(way);
    told.accept("\n" + way.table());
    told.accept("\n%d files are on the way of a purchase.".formatted(way.count()));
    told.accept(
        "In %d s without one, other lines of %d of them ran as well: %s"
            .formatted(IDLE.toSeconds(), way.both(idle).count(), way.both(idle).names()));
    told.accept(
        "Not counted are %d which ran as they do without one: %s"
            .formatted(alike.count(), alike.names()));
  }

  private EnteredFiles entered() {
    return EnteredFiles.of(project, coverage.sinceAskedBefore());
  }

  private void ended(Path temporal, UUID purchase) throws Exception {
    HistoryCost.awaitEnd(
        List.of(
            temporal.toString(),
            "--address=" + stack.get("TEMPORAL_ADDRESS"),
            "--namespace=" + stack.get("TEMPORAL_NAMESPACE")),
        "purchase-" + purchase);
  }
}
