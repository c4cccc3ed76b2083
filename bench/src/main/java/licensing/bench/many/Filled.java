package licensing.bench.many;

import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import licensing.bench.Bench;
import licensing.bench.Crowd;
import licensing.bench.Latencies;
import licensing.bench.Latencies.Step;
import licensing.bench.ours.Ours;
import licensing.bench.ours.OursByPages;
import licensing.bench.ours.People;
import licensing.bench.shop.Surroundings;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.StateFolder;
import licensing.local.bench.ManyPurchases;
import licensing.purchase.Timeouts;

/**
 * Buys through all pages at two stacks in turn, of which one is empty and the other holds very many
 * purchases, ended and waiting, and tells what is slower there: for buyers, and in PostgreSQL.
 */
public final class Filled {

  private static final int USUAL = 1_000_000;
  private static final int USUAL_WAITING = 100_000;
  private static final int USUAL_PARKED = 3_000;
  private static final int USUAL_TURNS = 20;
  private static final Amounts AMOUNTS =
      new Amounts(
          "./dev bench filled [PURCHASES] [WAITING] [PARKED] [TURNS]: from 1000 to 10000000"
              + " purchases that have ended, up to 1000000 rows of such that wait for their payment,"
              + " up to 1000000 that wait in Temporal besides, from 1 to 1000 turns");

  private static final int PEOPLE = 2;
  private static final int EACH = 10;
  private static final int WARM_UP = 3;

  /** Of how much slower the slowest one in a hundred may be. */
  private static final double GOAL = 1.2;

  /** Smaller tables are read as a whole as soon as by an index. */
  private static final int LARGE = 100_000;

  /** An idle connection tells PostgreSQL's statistics after 10 s what it did. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(12);

  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(10);
  private static final int SLOWER = 15;

  /** Nobody lapses while it is measured. */
  private static final Timeouts LONG =
      new Timeouts(
          Timeouts.PRODUCTION.subscribing(),
          Duration.ofDays(2),
          Timeouts.PRODUCTION.payingAfterDecline(),
          Timeouts.PRODUCTION.lateSale(),
          Timeouts.PRODUCTION.platformLimit(),
          Timeouts.PRODUCTION.unknownMargin(),
          Timeouts.PRODUCTION.firstRetry(),
          Timeouts.PRODUCTION.longestRetry(),
          Timeouts.PRODUCTION.unknownAttention(),
          Timeouts.PRODUCTION.heartbeat());

  private final Side empty;
  private final Side filled;
  private final int turns;

  private Filled(Side empty, Side filled, int turns) {
    this.empty = empty;
    this.filled = filled;
    this.turns = turns;
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) {
    Bench.exitAfter(() -> run(words));
  }

  private static void run(String... words) throws Exception {
    AMOUNTS.refuseMoreThan(4, words);
    int purchases = AMOUNTS.at(0, USUAL, 1_000, 10_000_000, words);
    int waiting = AMOUNTS.at(1, USUAL_WAITING, 0, 1_000_000, words);
    int parked = AMOUNTS.at(2, USUAL_PARKED, 0, 1_000_000, words);
    int turns = AMOUNTS.at(3, USUAL_TURNS, 1, 1_000, words);
    Path project = Path.of("").toAbsolutePath();
    StateFolder state = new StateFolder(project.resolve(".state"));
    boolean met;
    try (LocalStack one = stack(project, state.emptied("bench-empty", Bench::say));
        LocalStack other = stack(project, state.emptied("bench-filled", Bench::say))) {
      one.start();
      other.start();
      People.of(one);
      fill(other, purchases, waiting);
      List<Buyer> buyers = buyers(other);
      watch(one);
      Map<String, Long> scans = watch(other);
      try (Side empty = new Side(one, project);
          Side filled = new Side(other, project)) {
        park(filled, parked, buyers);
        Filled bench = new Filled(empty, filled, turns);
        boolean bought = bench.buy();
        met = bench.readsNoTableWhole(scans) && bought;
      }
    }
    state.emptied("bench-empty", Bench::say);
    state.emptied("bench-filled", Bench::say);
    if (!met) {
      throw new LaunchFailure("A goal was missed.");
    }
  }

  private static LocalStack stack(Path project, Path folder) {
    LocalStack stack = LocalStack.onFreePorts(project, folder, Map.of());
    // Whoever ends this program from outside leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
    return stack;
  }

  /** One of the two, with what buys there. */
  private static final class Side implements AutoCloseable {
    private final LocalStack stack;
    private final Ours ours;
    private final OursByPages pages;
    private final List<Latencies> turns = new ArrayList<>();

    Side(LocalStack stack, Path project) throws SQLException {
      this.stack = stack;
      ours = new Ours(stack, project, Surroundings.of(stack, "licensing", "", ""));
      pages = new OursByPages(stack, ours);
    }

    void turn(Latencies took) throws Exception {
      new Crowd(pages, took).buyInTurn(PEOPLE, EACH);
    }

    /** Of all turns, or of every second one. */
    Latencies took(int first, int step) {
      Latencies all = new Latencies();
      for (int turn = first; turn < turns.size(); turn += step) {
        all.add(turns.get(turn));
      }
      return all;
    }

    @Override
    public void close() throws Exception {
      pages.close();
      ours.close();
    }
  }

  // --- filling

  /** Those who buy then are of organizations that have bought most, much and little. */
  private static void fill(LocalStack stack, int purchases, int waiting)
      throws IOException, SQLException {
    List<String> people = People.of(stack);
    long begin = System.nanoTime();
    new ManyPurchases(stack.database()).makeWithRecords(purchases, waiting);
    try (var connection = stack.database().getConnection();
        var update =
            connection.prepareStatement(
                """
                with ranked as (
                  select organization_id, count(*) over () as every,
                    row_number() over (order by count(*) desc, organization_id) as place
                  from purchases group by organization_id)
                update users set organization_id = ranked.organization_id
                from ranked, unnest(?) with ordinality person (name, number)
                where users.name = person.name
                  and place = 1 + floor(power((number - 1.0) / ?, 3) * (every - 1))
                """)) {
      update.setArray(1, connection.createArrayOf("text", people.toArray()));
      update.setInt(2, people.size());
      update.executeUpdate();
    }
    Bench.say(
        "rows of %,d ended purchases and of %,d that wait made in %d s: %,d MB in PostgreSQL"
            .formatted(
                purchases,
                waiting,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                Stored.of(stack, "licensing").all() / 1_000_000));
  }

  /**
   * Starts anew what reads the database, with a PostgreSQL that counts what it is asked.
   *
   * @return how often tables had been read as a whole before
   */
  private static Map<String, Long> watch(LocalStack stack) throws SQLException {
    try (var connection = stack.databaseAsSuperuser("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
    }
    for (String program : List.of("web", "worker", "postgres")) {
      stack.stop(program);
    }
    stack.start("postgres");
    Map<String, Long> scans = scans(stack);
    stack.start("worker");
    stack.start("web");
    return scans;
  }

  /** One of each organization. */
  private static List<Buyer> buyers(LocalStack stack) throws SQLException {
    List<Buyer> buyers = new ArrayList<>();
    try (var connection = stack.database().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select organization_id, id from users where name like 'bench-%-a'
                order by md5(name)
                """)) {
      while (row.next()) {
        buyers.add(
            new Buyer(
                new OrganizationId(row.getObject(1, UUID.class)),
                new UserId(row.getObject(2, UUID.class))));
      }
    }
    return buyers;
  }

  private static void park(Side side, int count, List<Buyer> buyers) throws Exception {
    long begin = System.nanoTime();
    Parking.park(count, number -> side.ours.park(buyers.get(number % buyers.size()), LONG));
    Bench.say(
        "%,d more wait in Temporal as well, after %d s"
            .formatted(count, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)));
  }

  // --- buying

  private boolean buy() throws Exception {
    settle();
    for (int i = 0; i < WARM_UP; i++) {
      empty.turn(new Latencies());
      filled.turn(new Latencies());
    }
    Statements.count(empty.stack);
    Statements.count(filled.stack);
    Bench.say("%s%n".formatted(Bench.machine()));
    for (int i = 0; i < turns; i++) {
      for (Side side : i % 2 == 0 ? List.of(empty, filled) : List.of(filled, empty)) {
        Latencies took = new Latencies();
        side.turn(took);
        side.turns.add(took);
      }
      Bench.say("%d of %d turns of %d purchases each".formatted(i + 1, turns, PEOPLE * EACH));
    }
    Bench.say("%n%s".formatted(Bench.machine()));
    return tell();
  }

  /** What time alone brought about since the start has been told to everybody. */
  private void settle() throws Exception {
    audit(filled.ours.temporal());
    await("select count(*) from audit_runs where ran_at > now() - interval '30 minutes'", true);
    await("select count(*) from outbox where mails_made_at is null", false);
    await("select count(*) from outbox where deliveries_made_at is null", false);
  }

  /** As its schedule would within the hour. */
  private static void audit(WorkflowClient temporal) {
    ScheduleClient.newInstance(
            temporal.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(temporal.getOptions().getNamespace())
                .build())
        .getHandle("audits")
        .trigger();
  }

  private void await(String count, boolean some) throws Exception {
    long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
    while (number(count) > 0 != some) {
      if (System.nanoTime() > deadline) {
        throw new LaunchFailure("It does not settle: " + count);
      }
      Thread.sleep(Duration.ofMillis(500));
    }
  }

  private long number(String question) throws SQLException {
    try (var connection = filled.stack.database().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  private boolean tell() throws SQLException {
    Bench.say(comparison(empty.took(0, 1), filled.took(0, 1), empty.took(0, 2), empty.took(1, 2)));
    Bench.say("\n   calls  ms empty ms filled  what PostgreSQL takes longer for");
    Statements.of(filled.stack).slowerThan(Statements.of(empty.stack), SLOWER).forEach(Bench::say);
    boolean met = isMet(empty.took(0, 1), filled.took(0, 1));
    Bench.say(
        "%nthe next purchase's p99, %.1f times at most: %s"
            .formatted(GOAL, met ? "met" : "MISSED"));
    return met;
  }

  /** Whether the whole of a purchase, as its buyer sees it, is as fast. */
  static boolean isMet(Latencies empty, Latencies filled) {
    return filled.milliseconds(Step.WHOLE, 99) <= GOAL * empty.milliseconds(Step.WHOLE, 99);
  }

  /**
   * @param some the one half of the empty one's turns, and
   * @param others the other half: what the machine alone makes of the same
   */
  static String comparison(Latencies empty, Latencies filled, Latencies some, Latencies others) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%n%-36s %9s %9s %9s %12s".formatted("ms", "empty", "filled", "ratio", "empty alone"));
    for (Step step : Step.values()) {
      for (int percentile : new int[] {50, 99}) {
        double before = empty.milliseconds(step, percentile);
        double after = filled.milliseconds(step, percentile);
        lines.add(
            "%-36s %9.1f %9.1f %9.2f %12.2f"
                .formatted(
                    "%s, p%d".formatted(step.words(), percentile),
                    before,
                    after,
                    after / before,
                    some.milliseconds(step, percentile) / others.milliseconds(step, percentile)));
      }
    }
    return String.join("\n", lines);
  }

  // --- what is read as a whole

  /** Of tables that are large, how often; whoever did it. */
  private static Map<String, Long> scans(LocalStack stack) throws SQLException {
    Map<String, Long> scans = new TreeMap<>();
    try (var connection = stack.database().getConnection();
        var question =
            connection.prepareStatement(
                """
                select stat.relname, coalesce(seq_scan, 0) from pg_stat_user_tables stat
                join pg_class on pg_class.oid = relid where reltuples >= ?
                """)) {
      question.setInt(1, LARGE);
      try (var row = question.executeQuery()) {
        while (row.next()) {
          scans.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return scans;
  }

  private boolean readsNoTableWhole(Map<String, Long> before) throws Exception {
    Thread.sleep(TOLD_WITHIN);
    List<String> read = new ArrayList<>();
    scans(filled.stack)
        .forEach(
            (table, scans) -> {
              long more = scans - before.getOrDefault(table, 0L);
              if (more > 0) {
                read.add("%s %d times".formatted(table, more));
              }
            });
    Bench.say(
        "whole tables of more than %,d rows, read since its programs were started: %s"
            .formatted(LARGE, read.isEmpty() ? "none" : String.join(", ", read) + ": MISSED"));
    return read.isEmpty();
  }
}
