package licensing.local.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import licensing.local.DemoUsers;
import licensing.local.ShortWaits;
import licensing.local.TappedStack;
import licensing.local.buyer.Buyer;
import licensing.local.storm.judge.Judge;
import licensing.local.storm.judge.Verdict;
import licensing.local.storm.people.Crowd;
import licensing.local.storm.weather.FaultLog;
import licensing.local.storm.weather.PlatformControl;
import licensing.local.storm.weather.Weather;
import licensing.purchase.Timeouts;

/** The real stack, a crowd of buyers and bad weather; then a judgment. */
public final class Storm {

  private final StormOptions options;
  private final TappedStack tapped;
  private final Timeouts waits;
  private final Consumer<String> told;

  private Storm(StormOptions options, TappedStack tapped, Timeouts waits, Consumer<String> told) {
    this.options = options;
    this.tapped = tapped;
    this.waits = waits;
    this.told = told;
  }

  /**
   * Runs one on a stack of its own.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where its state is kept, which must be empty
   * @param words as they follow ./dev storm
   * @param told hears of progress, and last of all the report
   * @return 1 if a rule was violated, else 0
   */
  public static int run(Path project, Path folder, List<String> words, Consumer<String> told)
      throws IOException, InterruptedException {
    StormOptions options = StormOptions.read(words);
    ShortWaits waits = new ShortWaits(options.divisor());
    Map<String, String> variables = new HashMap<>(waits.variables());
    variables.put("PLATFORM_CONTROL", "true");
    variables.put("TEMPORAL_CLUSTER", Integer.toString(options.cluster()));
    StormReport report;
    try (TappedStack tapped =
        new TappedStack(project, folder, variables, Optional.of(Map.of()), told)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(tapped::close, "tidy up"));
      tapped.stack().start();
      report = new Storm(options, tapped, waits.ofTheProcess(), told).rage();
    }
    told.accept(report.text());
    return report.exitCode();
  }

  private StormReport rage() throws IOException, InterruptedException {
    PlatformControl platform = new PlatformControl(tapped.platform());
    FaultLog faults = new FaultLog();
    Instant begin = Instant.now();
    try (Crowd crowd = crowd();
        Weather weather =
            new Weather(tapped, platform, waits, silence(), options.seed(), options.gap(), faults);
        Judge judge = new Judge(tapped, platform)) {
      new DemoUsers(tapped.stack().database()).add(crowd.people());
      new Correspondence(tapped).begin(crowd::secret);
      told.accept("the storm begins: " + options.command());
      weather.begin();
      shop(crowd);
      weather.clear();
      told.accept("all buyers have left, everything runs again");
      Instant calm = Instant.now();
      judge.awaitRest(patience());
      judge.awaitAudit();
      // What it finds is told by mail and webhook.
      judge.awaitRest(patience());
      told.accept("at rest after %d s".formatted(secondsSince(calm)));
      openOrganizations();
      Verdict verdict =
          judge.judge(
              crowd.visits(),
              crowd.secrets(),
              crowd.addresses(),
              faults.entries().stream().map(FaultLog.Entry::at).toList());
      return new StormReport(
          options, verdict, faults, injected(platform), weather.unmet(), secondsSince(begin));
    }
  }

  /** How often each fault of those who are not ours happened. */
  private Map<String, Long> injected(PlatformControl platform) {
    Map<String, Long> injected = new TreeMap<>(platform.injected());
    injected.putAll(tapped.mailServer().faults());
    injected.putAll(tapped.webhookReceiver().faults());
    return injected;
  }

  /** Longer than a receiver of webhooks is waited for. */
  private Duration silence() {
    return Duration.ofSeconds(25).dividedBy(options.divisor());
  }

  private Crowd crowd() {
    return new Crowd(
        tapped.console(),
        options.purchases(),
        options.seed(),
        waits.paying(),
        this::closeOrganization);
  }

  private void shop(Crowd crowd) throws InterruptedException {
    try (var limit = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory())) {
      var _ = limit.schedule(crowd::closeDoors, options.limit().toSeconds(), TimeUnit.SECONDS);
      crowd.shop();
      limit.shutdownNow();
    }
  }

  /** Until the last deadline, the last margin of a look-up and the longest pause are over. */
  private Duration patience() {
    return waits
        .paying()
        .plus(waits.platformLimit())
        .plus(waits.unknownMargin())
        .plus(waits.longestRetry().multipliedBy(2))
        .plusSeconds(60);
  }

  private void closeOrganization(String page) {
    try (var connection = tapped.stack().database().getConnection();
        var update =
            connection.prepareStatement(
                "update organizations set closed_at = now() where id ="
                    + " (select organization_id from purchases where id = ?)")) {
      update.setObject(1, UUID.fromString(Buyer.purchaseAt(page)));
      update.executeUpdate();
    } catch (SQLException databaseAway) {
      // Then it stays open.
    }
  }

  /** Whose organization is closed reads no page, and each buyer's page is to be judged. */
  private void openOrganizations() {
    try (var connection = tapped.stack().database().getConnection();
        var update = connection.createStatement()) {
      update.executeUpdate("update organizations set closed_at = null");
    } catch (SQLException e) {
      throw new IllegalStateException("the organizations stay closed", e);
    }
  }

  private static long secondsSince(Instant time) {
    return Duration.between(time, Instant.now()).toSeconds();
  }
}
