package licensing.local.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.Measurements;
import licensing.local.buyer.Buyers;

/**
 * Measures, on a stack of its own, what software asks of very many licenses, and what an
 * organization that has very many sees of them.
 */
public final class LicensesBench {

  private static final int CLIENTS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final int DIFFERENT = 100_000;
  private static final int GOAL_MS = 5;
  private static final int GOAL_A_SECOND = 500;
  private static final String VALIDATE = "validate-key";

  private final LocalStack stack;
  private final Consumer<String> told;

  private LicensesBench(LocalStack stack, Consumer<String> told) {
    this.stack = stack;
    this.told = told;
  }

  private interface Measured {
    boolean by(LicensesBench bench) throws Exception;
  }

  /**
   * Asks whether keys are good, over HTTP, as fast as a few clients can, each with one question at
   * a time. The answers are signed.
   *
   * @return whether the goals were met
   */
  public static boolean validate(Path project, Path folder, int licenses, Consumer<String> told)
      throws Exception {
    return on(project, folder, licenses, licenses / 10, told, LicensesBench::validates);
  }

  /**
   * Opens the list of the demo's buyer, by every filter, order and search.
   *
   * @param licenses which the organization has; as many belong to others
   * @return whether the goals were met
   */
  public static boolean list(Path project, Path folder, int licenses, Consumer<String> told)
      throws Exception {
    return on(project, folder, 2 * licenses, licenses, told, LicensesBench::lists);
  }

  private static boolean on(
      Path project, Path folder, int licenses, int large, Consumer<String> told, Measured measured)
      throws Exception {
    try (LocalStack stack = LocalStack.consoleOnFreePorts(project, folder, told)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      long begin = System.nanoTime();
      new ManyPurchases(stack.database()).makeLicenses(licenses, large);
      told.accept(
          "%,d licenses made in %d s, %,d of them of one organization"
              .formatted(
                  licenses, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), large));
      return measured.by(new LicensesBench(stack, told));
    }
  }

  private boolean lists() throws Exception {
    try (var database = stack.database().getConnection();
        Buyers people = stack.buyers()) {
      return SupportBench.missed(
              people.loggedIn("buyer").browser(), Questions.ofLicenses(database), told)
          == 0;
    }
  }

  private boolean validates() throws Exception {
    List<String> keys = keys();
    ask(keys, WARM_UP);
    Measurements took = ask(keys, MEASURED);
    double half = took.milliseconds(VALIDATE, 0.5);
    double aSecond = took.count(VALIDATE) / (double) MEASURED.toSeconds();
    boolean met = half > 0 && half <= GOAL_MS && aSecond >= GOAL_A_SECOND;
    told.accept(
        "validate-key, %d clients, %d s: p50 %.1f ms (goal %d), p99 %.1f ms, %.0f a second (goal %d) %s"
            .formatted(
                CLIENTS,
                MEASURED.toSeconds(),
                half,
                GOAL_MS,
                took.milliseconds(VALIDATE, 0.99),
                aSecond,
                GOAL_A_SECOND,
                met ? "met" : "MISSED"));
    return met;
  }

  private List<String> keys() throws SQLException {
    List<String> keys = new ArrayList<>();
    try (var database = stack.database().getConnection();
        var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select key from licenses order by random() limit " + DIFFERENT)) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  private Measurements ask(List<String> keys, Duration time) throws Exception {
    URI address =
        URI.create(stack.get("CONSOLE_BASE_URL")).resolve("/v1/licenses/actions/validate-key");
    long end = System.nanoTime() + time.toNanos();
    Measurements all = new Measurements();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<List<Long>>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Random random = new Random(client);
        clients.add(threads.submit(() -> asked(address, keys, random, end)));
      }
      for (Future<List<Long>> client : clients) {
        client.get().forEach(took -> all.add(VALIDATE, took));
      }
    }
    return all;
  }

  private static List<Long> asked(URI address, List<String> keys, Random random, long end)
      throws IOException, InterruptedException {
    List<Long> took = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (System.nanoTime() < end) {
        String key = keys.get(random.nextInt(keys.size()));
        HttpRequest question =
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"meta\":{\"key\":\"%s\"}}".formatted(key)))
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
        took.add(System.nanoTime() - begin);
        if (answer.statusCode() != 200
            || answer.headers().firstValue("Keygen-Signature").isEmpty()
            || !answer.body().contains(key)) {
          throw new LaunchFailure("An answer is none: " + answer + " " + answer.body());
        }
      }
    }
    return took;
  }
}
