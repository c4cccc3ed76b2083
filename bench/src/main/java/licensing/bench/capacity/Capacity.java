package licensing.bench.capacity;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import licensing.bench.scale.Measurement;
import licensing.bench.scale.Measurement.Sized;
import licensing.bench.scale.NotifyCost;
import licensing.local.LaunchFailure;

/**
 * Tables of what so many purchases need, from what {@code ./dev bench scale} measured of one. What
 * is not measured is a constant here, and said in the tables.
 */
public final class Capacity {

  private static final List<Demand> DEMANDS =
      List.of(
          new Demand("10 an hour", 10, 10 * Capacity.PEAK / 3600),
          new Demand("1,000 an hour", 1_000, 1_000 * Capacity.PEAK / 3600),
          new Demand("100,000 an hour", 100_000, 100_000 * Capacity.PEAK / 3600),
          new Demand("the same, peak of 400 a second", 100_000, 400));

  private static final double PEAK = 5;
  private static final double BUSY = 0.5;
  private static final int LEAST = 2;

  /** An event is written by one transaction, and most transactions write more than one. */
  private static final double SECONDS_A_WRITE = 0.01;

  private static final double SHARD_BUSY = 0.1;
  private static final int LEAST_SHARDS = 512;
  private static final int CALLS = 2;
  private static final double SECONDS_A_CALL = 1.5;
  private static final int ACTIVITIES_A_WORKER = 100;
  private static final double SECONDS_OF_STREAM = 180;
  private static final int STREAMS_A_CONSOLE = 4_000;
  private static final int CONNECTIONS_A_PROGRAM = 11;
  private static final int CONNECTIONS_A_SERVICE = 15;
  private static final double OPEN_HOURS = 0.25;
  private static final double RETENTION_HOURS = 720;
  private static final int MOST_NODES = 8;
  private static final int LARGEST = 64;

  private final Measurement measured;
  private final Sized one;
  private final Prices prices;

  Capacity(Measurement measured, Prices prices) {
    this.measured = measured;
    this.prices = prices;
    // The smallest: what more of them cost each other depends on the machine.
    this.one =
        measured.sizes().stream()
            .min(Comparator.comparing(size -> size.consoles() + size.workers()))
            .orElseThrow();
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) {
    try {
      System.out.println(of(words).text());
    } catch (LaunchFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Capacity of(String... words) {
    Path measured = Path.of("bench/measured/scale.json");
    Path prices = Path.of("bench/measured/prices.json");
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("--prices") && i + 1 < words.length) {
        prices = Path.of(words[++i]);
      } else if (!words[i].startsWith("-")) {
        measured = Path.of(words[i]);
      } else {
        throw new LaunchFailure(
            "./dev capacity [FILE] [--prices FILE]: the file that ./dev bench scale wrote, and one"
                + " such as bench/measured/prices.json");
      }
    }
    return new Capacity(Measurement.read(measured), Prices.read(prices));
  }

  /** As docs/capacity.md has them. */
  String text() {
    return String.join("\n", purchase(), machines(), month());
  }

  // --- tables

  private String purchase() {
    List<List<String>> rows = new ArrayList<>();
    one.processors().entrySet().stream()
        .filter(each -> isOurs(each.getKey()))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(each -> rows.add(List.of("CPU ms: " + each.getKey(), number(each.getValue()))));
    var aPurchase = measured.aPurchase();
    rows.add(List.of("Actions", number(aPurchase.actions())));
    rows.add(
        List.of(
            "events; bytes of history",
            "%d; %s".formatted(aPurchase.events(), number(aPurchase.historyBytes()))));
    rows.add(List.of("commits that tell (`NOTIFY`)", number(aPurchase.tellingCommits())));
    rows.add(List.of("kB of WAL", number(aPurchase.logBytes() / 1e3)));
    aPurchase
        .storedBytes()
        .forEach((name, bytes) -> rows.add(List.of("kB stored in " + name, number(bytes / 1e3))));
    NotifyCost telling = telling();
    rows.add(
        List.of(
            "PostgreSQL, %d sessions: commits a second; those that tell"
                .formatted(telling.sessions()),
            "%s; %s".formatted(number(telling.commits()), number(telling.telling()))));
    return """
        Measured %s, %s. Temporal: %s. %d buyers at once, %s; processors %.0f %% idle, and %.0f %% at work for programs of others.

        %s"""
        .formatted(
            measured.at(),
            measured.machine(),
            measured.temporal(),
            measured.people(),
            one.consoles() == 1 && one.workers() == 1
                ? "one console and one worker"
                : "%d consoles and %d workers".formatted(one.consoles(), one.workers()),
            100 * one.idle(),
            100 * one.others(),
            table(List.of("of a purchase", "measured"), rows));
  }

  private String machines() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("purchases a second at the peak", demand -> number(demand.peak())));
    rows.add(row("history shards", demand -> number(shards(demand))));
    for (String service : services()) {
      rows.add(row("`" + service + "`", demand -> nodes(demand, service).toString()));
    }
    rows.add(row("balancers", demand -> nodes(demand, "balancer").toString()));
    rows.add(row("consoles", demand -> consoles(demand).toString()));
    rows.add(row("workers", demand -> workers(demand).toString()));
    rows.add(row("PostgreSQL, and its standby", demand -> postgres(demand).toString()));
    rows.add(row("connections to it", demand -> number(connections(demand))));
    rows.add(
        row(
            "share of the commits that tell, of what one PostgreSQL bears",
            demand -> percent(demand.peak() / mostTold())));
    rows.add(
        row(
            "WAL at the peak, MB a second",
            demand -> number(demand.peak() * measured.aPurchase().logBytes() / 1e6)));
    rows.add(
        row("licensing, GB more each month", demand -> number(gigabytes(demand, "licensing"))));
    rows.add(row("Temporal's databases, GB in all", demand -> number(temporalGigabytes(demand))));
    rows.add(
        row(
            "WAL, GB a month",
            demand -> number(demand.aMonth() * measured.aPurchase().logBytes() / 1e9)));
    return table(head("needed"), rows);
  }

  private String month() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("purchases", demand -> number(demand.aMonth())));
    rows.add(row("Actions, millions", demand -> number(millions(demand))));
    rows.add(
        row(
            "active; retained GBh",
            demand -> "%s; %s".formatted(number(active(demand)), number(retained(demand)))));
    rows.add(
        row(
            "**Temporal Cloud, USD**",
            demand ->
                "**%s**%s"
                    .formatted(
                        number(prices.cloud(millions(demand), active(demand), retained(demand))),
                        prices.isBeyondTiers(millions(demand)) ? " at most" : "")));
    rows.add(row("Temporal's own machines, USD", demand -> number(ofServices(demand))));
    rows.add(row("its share of PostgreSQL, USD", demand -> number(ofTemporalsPostgres(demand))));
    rows.add(row("its storage, USD", demand -> number(ofTemporalsStorage(demand))));
    rows.add(
        row(
            "**Temporal self-hosted, USD**",
            demand ->
                "**%s**"
                    .formatted(
                        number(
                            ofServices(demand)
                                + ofTemporalsPostgres(demand)
                                + ofTemporalsStorage(demand)))));
    rows.add(
        row(
            "either way: consoles, workers, balancers, the rest of PostgreSQL, USD",
            demand -> number(ofTheProduct(demand))));
    rows.add(
        row(
            "either way: storage of the first month, two copies, USD",
            demand -> number(2 * gigabytes(demand, "licensing") * prices.gigabyteMonth())));
    return table(head("a month"), rows)
        + """

        Prices of %s: Temporal Cloud by %s; machines by %s.
        """
            .formatted(prices.read(), prices.cloudSource(), prices.machineSource());
  }

  // --- what is needed

  /** So many machines, or shares of them, of so many processors each. */
  private record Nodes(int count, int processors) {

    /** Larger ones rather than very many. */
    static Nodes of(double processors, int least) {
      int size = 2;
      while (Math.ceil(processors / size) > Math.max(MOST_NODES, least) && size < 16) {
        size *= 2;
      }
      return new Nodes(Math.max(least, (int) Math.ceil(processors / size)), size);
    }

    int all() {
      return count * processors;
    }

    @Override
    public String toString() {
      return "%s × %d vCPU".formatted(number(count), processors);
    }
  }

  private double processors(Demand demand, String program) {
    return demand.peak() * one.processors().getOrDefault(program, 0.0) / 1000 / BUSY;
  }

  private Nodes nodes(Demand demand, String program) {
    return Nodes.of(processors(demand, program), LEAST);
  }

  private Nodes consoles(Demand demand) {
    double streams = demand.peak() * SECONDS_OF_STREAM / STREAMS_A_CONSOLE / BUSY;
    return Nodes.of(processors(demand, "web"), Math.max(LEAST, (int) Math.ceil(streams)));
  }

  private Nodes workers(Demand demand) {
    double slots = demand.peak() * CALLS * SECONDS_A_CALL / ACTIVITIES_A_WORKER / BUSY;
    return Nodes.of(processors(demand, "worker"), Math.max(LEAST, (int) Math.ceil(slots)));
  }

  /** One that writes, and one that takes over. */
  private PostgresSize postgres(Demand demand) {
    int size = LEAST;
    while (size < processors(demand, "postgres")) {
      size *= 2;
    }
    return new PostgresSize(size);
  }

  private record PostgresSize(int processors) {

    @Override
    public String toString() {
      return "2 × %d vCPU%s"
          .formatted(processors, processors > LARGEST ? ": more than one database" : "");
    }
  }

  private double connections(Demand demand) {
    int services = services().stream().mapToInt(service -> nodes(demand, service).count()).sum();
    return (consoles(demand).count() + workers(demand).count()) * CONNECTIONS_A_PROGRAM
        + services * CONNECTIONS_A_SERVICE;
  }

  /** Fixed for the life of Temporal's database, so never few. */
  private double shards(Demand demand) {
    double writing = demand.peak() * measured.aPurchase().events() * SECONDS_A_WRITE;
    int shards = LEAST_SHARDS;
    while (shards < writing / SHARD_BUSY) {
      shards *= 2;
    }
    return shards;
  }

  /** Purchases a second whose commits one PostgreSQL would have the others wait for. */
  private double mostTold() {
    return telling().telling() / measured.aPurchase().tellingCommits();
  }

  private NotifyCost telling() {
    return measured.telling().stream()
        .max(Comparator.comparing(NotifyCost::sessions))
        .orElseThrow();
  }

  private double gigabytes(Demand demand, String database) {
    return demand.aMonth() * measured.aPurchase().storedBytes().getOrDefault(database, 0.0) / 1e9;
  }

  /** What comes within the retention goes again. */
  private double temporalGigabytes(Demand demand) {
    return (gigabytes(demand, "temporal") + gigabytes(demand, "temporal_visibility"))
        * RETENTION_HOURS
        / Demand.HOURS_A_MONTH;
  }

  // --- what it costs

  private double millions(Demand demand) {
    return demand.aMonth() * measured.aPurchase().actions() / 1e6;
  }

  private double active(Demand demand) {
    return history(demand) * OPEN_HOURS;
  }

  private double retained(Demand demand) {
    return history(demand) * RETENTION_HOURS;
  }

  /** Gigabytes that a month brings. */
  private double history(Demand demand) {
    return demand.aMonth() * measured.aPurchase().historyBytes() / 1e9;
  }

  private double ofServices(Demand demand) {
    return services().stream().mapToInt(service -> nodes(demand, service).all()).sum()
        * Demand.HOURS_A_MONTH
        * prices.processorHour();
  }

  private double ofTemporalsPostgres(Demand demand) {
    return ofPostgres(demand) * temporalsShare();
  }

  private double ofPostgres(Demand demand) {
    return 2 * postgres(demand).processors() * Demand.HOURS_A_MONTH * prices.processorHour();
  }

  /** Of the sessions that were at work. */
  private double temporalsShare() {
    return one.databases().entrySet().stream()
        .filter(each -> each.getKey().startsWith("temporal"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private double ofTemporalsStorage(Demand demand) {
    return 2 * temporalGigabytes(demand) * prices.gigabyteMonth();
  }

  private double ofTheProduct(Demand demand) {
    int programs = consoles(demand).all() + workers(demand).all() + nodes(demand, "balancer").all();
    return programs * Demand.HOURS_A_MONTH * prices.processorHour()
        + ofPostgres(demand) * (1 - temporalsShare());
  }

  // --- words

  /** Of Temporal, but its pages. */
  private List<String> services() {
    return one.processors().keySet().stream()
        .filter(name -> name.startsWith("temporal") && isOurs(name))
        .toList();
  }

  /** Neither the buyers nor the platform are run by whoever sells. */
  private static boolean isOurs(String program) {
    return !List.of("driver", "platform", "temporal-ui", "temporal-balancer").contains(program);
  }

  private static List<String> head(String first) {
    List<String> head = new ArrayList<>(List.of(first));
    DEMANDS.forEach(demand -> head.add(demand.name()));
    return head;
  }

  private static List<String> row(String name, Function<Demand, String> value) {
    List<String> row = new ArrayList<>(List.of(name));
    DEMANDS.forEach(demand -> row.add(value.apply(demand)));
    return row;
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return line(head)
        + head.stream().map(column -> "---").collect(joining(" | ", "| ", " |\n"))
        + rows.stream().map(Capacity::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(joining(" | ", "| ", " |\n"));
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** With two digits that mean something, or all before the point. */
  private static String number(double value) {
    return String.format(
        Locale.ROOT,
        value >= 10 || value == Math.rint(value) ? "%,.0f" : value >= 0.1 ? "%.1f" : "%.2g",
        value);
  }
}
