package licensing.local;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import licensing.local.DemoUsers.DemoUser;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.buyer.Following;
import licensing.local.buyer.News;
import licensing.local.buyer.Page;

/**
 * Compares how much processor time a purchase takes in this checkout's build and in another's, how
 * soon who has paid is at home again, and what a purchase is in Temporal. Both run all the time and
 * are bought at in turn, so that whatever else the machine does hits both. What a stack does by
 * itself while it is bought at counts as well.
 */
final class BuildsBench {

  private static final int PEOPLE = 8;
  private static final int PURCHASES_EACH = 5;
  private static final int PURCHASES = PEOPLE * PURCHASES_EACH;
  private static final int WARM_UP = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What is left to do when the last purchase has ended: the console tells open pages, and so on.
   */
  private static final Duration REST = Duration.ofSeconds(1);

  private final Side here;
  private final Side there;

  private BuildsBench(Side here, Side there) {
    this.here = here;
    this.there = there;
  }

  /**
   * @param project this checkout
   * @param other another one, built as well
   * @param folder where both stacks are run, which must be empty
   * @param turns how often each is bought at
   */
  static void run(Path project, Path other, Path folder, int turns, Consumer<String> told)
      throws Exception {
    Path temporal = Installation.of(project, System.getenv()).temporal();
    told.accept("starting both stacks");
    try (BuiltStack first = BuiltStack.launched(project, folder.resolve("this"), temporal);
        BuiltStack second = BuiltStack.launched(other, folder.resolve("other"), temporal)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(first::close, "tidy up"));
      Runtime.getRuntime().addShutdownHook(new Thread(second::close, "tidy up the other"));
      try (Side here = Side.of(first.ready());
          Side there = Side.of(second.ready())) {
        new BuildsBench(here, there).take(turns, told);
      }
    }
  }

  private void take(int turns, Consumer<String> told) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      here.turn();
      there.turn();
    }
    Optional<Actions> hereBefore = Optional.of(here.stack().actions());
    Optional<Actions> thereBefore = there.counted();
    List<Turn> taken = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      taken.add(i % 2 == 0 ? hereFirst() : thereFirst());
      told.accept("%d of %d turns each".formatted(i + 1, turns));
    }
    told.accept(
        "%n%d turns of %d purchases in each build, %d buyers at once; least, median, most%n"
            .formatted(turns, PURCHASES, PEOPLE));
    told.accept(table(taken));
    told.accept("%nin Temporal, this checkout: %s".formatted(here.cost(hereBefore, turns)));
    told.accept("in Temporal, the other one: %s".formatted(there.cost(thereBefore, turns)));
  }

  private Turn hereFirst() throws Exception {
    Map<String, Double> first = here.turn();
    return new Turn(first, there.turn());
  }

  private Turn thereFirst() throws Exception {
    Map<String, Double> first = there.turn();
    return new Turn(here.turn(), first);
  }

  /** Milliseconds of a purchase by program, with their sum, and until its buyer is at home. */
  private record Turn(Map<String, Double> here, Map<String, Double> there) {}

  private static String table(List<Turn> turns) {
    String head =
        "%-14s %24s %24s %24s%n"
            .formatted("CPU ms", "this checkout", "the other one", "this / the other");
    return Stream.concat(BuiltStack.PROGRAMS.stream(), Stream.of(Side.ALL, Side.HOME))
        .map(name -> line(name, turns))
        .collect(joining("\n", head, ""));
  }

  private static String line(String name, List<Turn> turns) {
    return "%-14s %s %s %s"
        .formatted(
            name,
            spread("%8.1f", turns, turn -> turn.here().getOrDefault(name, 0.0)),
            spread("%8.1f", turns, turn -> turn.there().getOrDefault(name, 0.0)),
            spread(
                "%8.3f",
                turns,
                turn ->
                    turn.here().getOrDefault(name, 0.0) / turn.there().getOrDefault(name, 0.0)));
  }

  private static String spread(String format, List<Turn> turns, ToDoubleFunction<Turn> value) {
    double[] sorted = turns.stream().mapToDouble(value).sorted().toArray();
    return format.formatted(sorted[0])
        + format.formatted(Measurements.median(sorted))
        + format.formatted(sorted[sorted.length - 1]);
  }

  /** One of the stacks, and those who buy there. */
  private record Side(BuiltStack stack, Buyers buyers, List<Buyer> people)
      implements AutoCloseable {

    static final String ALL = "all";

    /** No time of a processor: what a buyer waits, half of them no longer. */
    static final String HOME = "paid → home";

    static Side of(BuiltStack stack) {
      List<DemoUser> users =
          IntStream.range(0, PEOPLE)
              .mapToObj(n -> new DemoUser("builds-" + n, "builds-" + n, "Builds " + n, "BUYER"))
              .toList();
      new DemoUsers(stack.database()).add(users);
      Buyers buyers = new Buyers(stack.console());
      return new Side(
          stack, buyers, users.stream().map(user -> buyers.loggedIn(user.name())).toList());
    }

    /** What a purchase took, in milliseconds of a processor, by program. */
    Map<String, Double> turn() throws Exception {
      Map<String, Long> before = stack.processorTimes();
      int expected = stack.ended() + PURCHASES;
      List<Long> waits = buyAll();
      await(expected);
      Map<String, Double> took = new LinkedHashMap<>();
      stack
          .processorTimes()
          .forEach(
              (name, time) ->
                  took.put(name, (double) (time - before.getOrDefault(name, 0L)) / PURCHASES));
      took.put(ALL, took.values().stream().mapToDouble(each -> each).sum());
      took.put(
          HOME, waits.stream().sorted().skip(waits.size() / 2).findFirst().orElseThrow() / 1e6);
      return took;
    }

    /** Of a purchase: its history, and what the server has counted for one since. */
    String cost(Optional<Actions> before, int turns) throws Exception {
      String history = stack.historyOfLast().toString();
      if (before.isEmpty()) {
        return history + ", and its server tells no Actions";
      }
      long actions = stack.actions().since(before.get()).sum();
      return "%s, %.1f Actions".formatted(history, (double) actions / (turns * PURCHASES));
    }

    /** Nothing of builds that ask the server for no metrics. */
    Optional<Actions> counted() throws InterruptedException {
      try {
        return Optional.of(stack.actions());
      } catch (LaunchFailure notTold) {
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      buyers.close();
    }

    private List<Long> buyAll() throws Exception {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<List<Long>>> all = new ArrayList<>();
        people.forEach(buyer -> all.add(threads.submit(() -> buySome(buyer))));
        List<Long> waits = new ArrayList<>();
        for (Future<List<Long>> each : all) {
          waits.addAll(each.get());
        }
        return waits;
      }
    }

    private static List<Long> buySome(Buyer buyer) {
      return IntStream.range(0, PURCHASES_EACH).mapToObj(each -> buy(buyer)).toList();
    }

    /** How long it took from the payment to the way home. */
    private static long buy(Buyer buyer) {
      buyer.homepage().shown();
      buyer.browser().get("/licenses/migration").shown();
      String purchase = buyer.confirmed(3);
      Page page = buyer.paymentPage(purchase);
      String nonce = buyer.nonce(page, Card.GOOD);
      try (Following following = buyer.follow(purchase)) {
        long paid = System.nanoTime();
        buyer.handIn(page, nonce).redirect();
        following.await(News::leadsHome, PATIENCE);
        return System.nanoTime() - paid;
      }
    }

    private void await(int expected) throws Exception {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (stack.ended() < expected) {
        if (System.nanoTime() > deadline) {
          throw new LaunchFailure("Purchases at %s do not end.".formatted(stack.console()));
        }
        Thread.sleep(Duration.ofMillis(200));
      }
      Thread.sleep(REST);
    }
  }
}
