package licensing.bench.disturbed;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import licensing.bench.Bench;
import licensing.bench.Crowd;
import licensing.bench.Latencies;
import licensing.bench.chaos.Damage;
import licensing.bench.chaos.Ledgers;
import licensing.bench.disturbed.DisturbedOptions.Kind;
import licensing.bench.disturbed.Met.Goal;
import licensing.bench.ours.Ours;
import licensing.bench.ours.OursByPages;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.Mailbox;
import licensing.local.StateFolder;
import licensing.local.storm.weather.PlatformControl;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets buyers come through the balancer and all pages, one after the other however long the others
 * take, at two consoles and two workers: undisturbed and disturbed phases in turn, so that whatever
 * else the machine does hits both.
 */
public final class Disturbed {

  /** Of the product. */
  static final String DATABASE = "licensing";

  private static final Duration PERSISTENCE = Duration.ofSeconds(60);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final int WARM_UP_PEOPLE = 8;
  private static final int WARM_UP_EACH = 3;

  private final DisturbedOptions options;
  private final Kind kind;
  private final LocalStack stack;
  private final OursByPages peer;
  private final Disturbance disturbance;

  /** What happens while buyers come. */
  interface Disturbance {

    /**
     * Returns when all of it is over.
     *
     * @param end of the phase, as {@link System#nanoTime} counts
     */
    void happen(long end) throws Exception;

    /** Measures in a phase what buyers do not, until it is closed. */
    default AutoCloseable measuring(Met met) throws Exception {
      return () -> {};
    }

    /** What was done, and what was seen besides, when all phases are over. */
    String told() throws Exception;
  }

  private Disturbed(
      DisturbedOptions options,
      Kind kind,
      LocalStack stack,
      OursByPages peer,
      Disturbance disturbance) {
    this.options = options;
    this.kind = kind;
    this.stack = stack;
    this.peer = peer;
    this.disturbance = disturbance;
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) {
    Bench.exitAfter(() -> run(DisturbedOptions.of(words)));
  }

  private static void run(DisturbedOptions options) throws Exception {
    Path project = Path.of("").toAbsolutePath();
    StateFolder state = new StateFolder(project.resolve(".state"));
    List<Goal> missed = new ArrayList<>();
    for (Kind kind : options.kinds()) {
      List<Goal> goals = measured(options, kind, project, state.emptied("bench", Bench::say));
      goals.forEach(goal -> Bench.say(goal.toString()));
      goals.stream().filter(goal -> !goal.isMet()).forEach(missed::add);
    }
    if (!missed.isEmpty()) {
      throw new LaunchFailure(
          "%d missed. What the programs said of the last is in .state/bench/logs."
              .formatted(missed.size()));
    }
    state.emptied("bench", Bench::say);
  }

  /**
   * On a stack of its own.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where its state is kept
   */
  private static List<Goal> measured(DisturbedOptions options, Kind kind, Path project, Path folder)
      throws Exception {
    try (Mailbox mailbox = Mailbox.open(0, 0);
        LocalStack stack =
            LocalStack.onFreePorts(project, folder, variables(kind, mailbox.variables()))) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      Surroundings surroundings = Surroundings.of(stack, DATABASE, "", "");
      var temporal = TemporalClients.of(surroundings);
      try (Ours process = new Ours(stack, project, surroundings);
          OursByPages peer = new OursByPages(stack, process)) {
        Disturbance disturbance =
            switch (kind) {
              case KILL -> new KilledWorkers(stack, temporal);
              case DEPLOY -> new RollingDeploy(stack, temporal);
              case SNAPSHOT -> new OpenSnapshot(stack);
            };
        return new Disturbed(options, kind, stack, peer, disturbance).measure();
      } finally {
        temporal.getWorkflowServiceStubs().shutdownNow();
      }
    }
  }

  private static Map<String, String> variables(Kind kind, Map<String, String> mails) {
    Map<String, String> variables = new HashMap<>(mails);
    variables.put("CONSOLES", "2");
    // Workers of the next release are started beside those of the last one.
    variables.put("WORKERS", kind == Kind.DEPLOY ? "4" : "2");
    variables.put("PLATFORM_CONTROL", "true");
    return variables;
  }

  private List<Goal> measure() throws Exception {
    long seconds = options.phase(kind).toSeconds();
    Bench.say(
        "%n%s: %d turns of %d s without and %d s with it, %d purchases a second; %s%n"
            .formatted(
                kind.word(),
                options.turns(kind),
                seconds,
                seconds,
                options.aSecond(),
                Bench.machine()));
    Met without = new Met();
    Met with = new Met();
    new Crowd(peer, new Latencies()).buyInTurn(WARM_UP_PEOPLE, WARM_UP_EACH);
    for (int turn = 1; turn <= options.turns(kind); turn++) {
      phase(without, _ -> {});
      phase(with, disturbance::happen);
      Bench.say("%d of %d turns".formatted(turn, options.turns(kind)));
    }
    Damage damage = damage();
    Bench.say("%n%s%n%n%s%n".formatted(Met.table(without, with), disturbance.told()));
    Bench.say("%d purchases in all; %s%n".formatted(damage.purchases(), Bench.machine()));
    return Met.goals(kind, without, with, damage);
  }

  @FunctionalInterface
  private interface Happening {
    void happen(long end) throws Exception;
  }

  /** Whoever came in it is home, or gave up, when it is over. */
  private void phase(Met met, Happening happening) throws Exception {
    int before = peer.errors().size();
    Duration time = options.phase(kind);
    long end = System.nanoTime() + time.toNanos();
    List<Future<?>> purchases;
    try (ExecutorService other = Executors.newSingleThreadExecutor();
        AutoCloseable _ = disturbance.measuring(met)) {
      Future<?> happens =
          other.submit(
              () -> {
                happening.happen(end);
                return end;
              });
      purchases = new Crowd(peer, met.took).buyAsTheyCome(options.aSecond(), time, PERSISTENCE);
      awaitOver(happens);
    }
    List<String> errors = peer.errors();
    met.add(purchases, errors.subList(before, errors.size()));
  }

  private static void awaitOver(Future<?> happening) throws Exception {
    try {
      happening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LaunchFailure failure ? failure : e;
    }
  }

  // --- what became of it

  private Damage damage() throws InterruptedException {
    PlatformControl platform = new PlatformControl(URI.create(stack.get("PLATFORM_PUBLIC_URL")));
    Ledgers ledgers = new Ledgers(platform, stack.database());
    List<Handed> all =
        JdbcClient.create(stack.database())
            .sql(
                """
                select id, exists (select from submitted_payments where purchase_id = id) as kept
                from purchases
                """)
            .query((row, _) -> new Handed(row.getObject(1, UUID.class), row.getBoolean(2)))
            .list();
    List<Handed> open = new ArrayList<>(all);
    open.removeIf(each -> !each.kept());
    for (long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
        !open.isEmpty() && System.nanoTime() < deadline;
        Thread.sleep(BETWEEN)) {
      open.removeIf(each -> ledgers.hasEnded(each.id()));
    }
    return Damage.of(all.stream().map(each -> ledgers.of(each.id(), each.kept())).toList());
  }

  /**
   * A purchase.
   *
   * @param kept whether a payment was handed in
   */
  private record Handed(UUID id, boolean kept) {}
}
