package licensing.local.bench;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Page;
import licensing.local.storm.weather.PlatformControl;

/**
 * Measures how soon purchases go on after the payment platform was away: by themselves, whether it
 * took no connection or answered with errors, and where a support person lets all of them be
 * retried at its return. Then it measures their timelines.
 */
public final class OutageBench {

  /** From the platform's return to the last purchase. */
  private static final Duration GOAL = Duration.ofMinutes(2);

  /** Long enough for purchases to wait minutes for their next turn. */
  private static final Duration AWAY = Duration.ofMinutes(4);

  private static final String LICENSED = "purchases where outcome = 'LICENSED'";
  private static final int ASKED_PER_SECOND = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final LocalStack stack;
  private final int purchases;
  private final Consumer<String> told;

  private OutageBench(LocalStack stack, int purchases, Consumer<String> told) {
    this.stack = stack;
    this.purchases = purchases;
    this.told = told;
  }

  /**
   * Runs it on a stack of its own.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where its state is kept, which must be empty
   * @return whether all went on in time
   */
  public static boolean run(Path project, Path folder, int purchases, Consumer<String> told)
      throws Exception {
    Map<String, String> variables =
        Map.of(
            "BULK_PER_SECOND",
            Integer.toString(ASKED_PER_SECOND),
            "PLATFORM_CONTROL",
            Boolean.toString(true));
    try (LocalStack stack = LocalStack.onFreePorts(project, folder, variables)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      return new OutageBench(stack, purchases, told).measured();
    }
  }

  private boolean measured() throws Exception {
    try (Buyers buyers = stack.buyers();
        Connection database = stack.database().getConnection()) {
      Buyer support = buyers.loggedIn("support");
      takesNoConnection(buyers, database);
      boolean met = isInTime(database, "by themselves, no connection taken", 0);
      answersWithErrors(buyers, database);
      met &= isInTime(database, "by themselves, errors answered", purchases);
      takesNoConnection(buyers, database);
      retryAll(support);
      met &= isInTime(database, "retried by support", 2 * purchases);
      return SupportBench.missed(support.browser(), Questions.timelines(database), told) == 0
          && met;
    }
  }

  /** All have handed in a payment while the platform was away, which has just come back. */
  private void takesNoConnection(Buyers buyers, Connection database) throws Exception {
    ReadyPayments ready = ReadyPayments.of(stack, buyers, purchases);
    stack.stop("platform");
    handIn(ready);
    await(database, "purchases where attention is not null", purchases);
    told.accept("each of them has a person asked to look");
    Thread.sleep(AWAY);
    stack.start("platform");
  }

  /** As above, where it takes what it is asked for, and nobody can know whether it did. */
  private void answersWithErrors(Buyers buyers, Connection database) throws Exception {
    PlatformControl platform =
        new PlatformControl(URI.create("http://127.0.0.1:" + stack.get("PLATFORM_PORT")));
    ReadyPayments ready = ReadyPayments.of(stack, buyers, purchases);
    fail(platform, "sale", "done");
    fail(platform, "search", "none");
    fail(platform, "find", "none");
    handIn(ready);
    await(database, "payment_attempts where state = 'UNKNOWN'", purchases);
    told.accept("nobody knows of any of them whether it is paid");
    Thread.sleep(AWAY);
    platform.delete("/control/faults");
  }

  private static void fail(PlatformControl platform, String operation, String effect) {
    Map<String, String> fault = new HashMap<>();
    fault.put("fault", "status");
    fault.put("operation", operation);
    fault.put("status", "503");
    fault.put("effect", effect);
    fault.put("probability", "1");
    fault.put("seed", "1");
    if (!platform.post("/control/faults", fault)) {
      throw new LaunchFailure("The platform takes no fault of " + operation);
    }
  }

  private void handIn(ReadyPayments ready) throws Exception {
    ready.handIn();
    told.accept("%d payments were handed in while the platform is away".formatted(purchases));
  }

  /** They are all that is under way, so their number is to be typed. */
  private void retryAll(Buyer support) {
    Page form =
        support.browser().get("/support/bulk/new/retry-now?attention=platform-unreachable").shown();
    support
        .browser()
        .submit(
            form.form("/support/bulk"),
            Map.of("reason", "the platform is back", "typed", Integer.toString(purchases)))
        .redirect();
    told.accept("support has all of them retried, %d a second".formatted(ASKED_PER_SECOND));
  }

  /**
   * @param before how many were licensed before the platform went away
   */
  private boolean isInTime(Connection database, String how, int before) throws Exception {
    long back = System.nanoTime();
    await(database, LICENSED, before + purchases / 2);
    Duration half = Duration.ofNanos(System.nanoTime() - back);
    await(database, LICENSED, before + purchases);
    Duration all = Duration.ofNanos(System.nanoTime() - back);
    boolean inTime = all.compareTo(GOAL) <= 0;
    told.accept(
        "%d purchases, %s, platform away for %d s and more: half of them licensed %d s after its return, all after %d s (goal %d s) %s"
            .formatted(
                purchases,
                how,
                AWAY.toSeconds(),
                half.toSeconds(),
                all.toSeconds(),
                GOAL.toSeconds(),
                inTime ? "met" : "MISSED"));
    return inTime;
  }

  private static void await(Connection database, String what, int count)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var query = database.prepareStatement("select count(*) from " + what)) {
      for (int reached = 0; reached < count; ) {
        if (System.nanoTime() > deadline) {
          throw new LaunchFailure("Only %d of %d: %s".formatted(reached, count, what));
        }
        Thread.sleep(Duration.ofMillis(200));
        try (var row = query.executeQuery()) {
          row.next();
          reached = row.getInt(1);
        }
      }
    }
  }
}
