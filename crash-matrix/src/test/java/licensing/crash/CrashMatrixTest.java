package licensing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import licensing.license.Licenses;
import licensing.payment.Money;
import licensing.payment.Payments;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseProcess;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Purchases;
import licensing.purchase.status.PurchaseOutcome;
import licensing.testing.Fixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/**
 * The worker ends before, during and after each activity, while each fault of the platform happens:
 * with {@code -Dmatrix=full} to each of its calls, otherwise to the one that has the effect. All
 * purchases of a batch are under way at the same time, since Temporal's time is skipped for all.
 */
@SpringBootTest(
    classes = CrashApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    // Every failure here is meant, and would be told with its stack.
    properties = {"logging.level.io.temporal=off", "logging.level.licensing=error"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashMatrixTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Purchases whose waits are waited for at the same time. */
  private static final int TOGETHER = 80;

  /** As much as a small machine can do without being late. */
  private static final int AT_ONCE = 12;

  private static final Money PRICE = Fixtures.MIGRATION.total(3);

  private final World world;
  private final Fixture fixture;
  private final JdbcClient database;
  private final Payments payments;
  private final PlatformBooks platform;
  private final Map<Case, String> wrong = new ConcurrentHashMap<>();

  CrashMatrixTest(
      World world,
      Fixture fixture,
      JdbcClient database,
      Purchases purchases,
      Payments payments,
      Licenses licenses) {
    this.world = world;
    this.fixture = fixture;
    this.database = database;
    this.payments = payments;
    this.platform = new PlatformBooks(world.platform());
    Worker worker =
        world
            .temporal()
            .newWorker(
                PurchaseWorkflow.TASK_QUEUE,
                WorkerOptions.newBuilder().setMaxConcurrentActivityExecutionSize(AT_ONCE).build());
    worker.registerWorkflowImplementationTypes(PurchaseProcess.class);
    worker.registerActivitiesImplementations(purchases, licenses);
    world
        .temporal()
        .newWorker(
            Payments.TASK_QUEUE,
            WorkerOptions.newBuilder().setMaxConcurrentActivityExecutionSize(AT_ONCE).build())
        .registerActivitiesImplementations(payments);
    world.temporal().start();
  }

  static List<Case> cases() {
    String only = System.getProperty("matrix.only", "");
    return new Matrix(System.getProperty("matrix", "").equals("full"))
        .cases().stream().filter(field -> field.toString().contains(only)).toList();
  }

  @BeforeAll
  void letThemAllHappen() throws InterruptedException {
    List<Case> cases = cases();
    for (int from = 0; from < cases.size(); from += TOGETHER) {
      letHappen(cases.subList(from, Math.min(from + TOGETHER, cases.size())));
    }
  }

  /** Nobody waits for an end, so that no time is skipped, before everybody has come so far. */
  private void letHappen(List<Case> cases) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(cases.size());
    Semaphore places = new Semaphore(AT_ONCE);
    List<Thread> buyers =
        cases.stream()
            .map(field -> Thread.ofVirtual().start(() -> happens(field, places, begun)))
            .toList();
    for (Thread buyer : buyers) {
      buyer.join();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void keepsTheMoneyRules(Case field) {
    assertThat(wrong.get(field)).as("%s", field).isEmpty();
  }

  private void happens(Case field, Semaphore places, CountDownLatch begun) {
    String result;
    try {
      Buying buying = new Buying(fixture, database, world.temporal().getWorkflowClient());
      Fate fate = fate(field, buying);
      try {
        places.acquire();
        begins(field, buying);
      } finally {
        places.release();
        begun.countDown();
      }
      begun.await();
      PurchaseOutcome outcome = buying.outcome(PATIENCE);
      places.acquire();
      try {
        fate.comeToRest();
        if (field.hidesLateMoney()) {
          searchLater(buying);
        }
        result = verdict(field, fate, buying, outcome);
      } finally {
        places.release();
      }
    } catch (TimeoutException | InterruptedException | RuntimeException e) {
      result = "it did not end: " + e;
    }
    wrong.put(field, result);
  }

  /** As the audit does each hour; a search may lag twice. */
  private void searchLater(Buying buying) {
    for (int hour = 1; hour <= 2; hour++) {
      buying.watched().forEach(payments::giveBackLate);
    }
  }

  private Fate fate(Case field, Buying buying) {
    Fate fate =
        new Fate(
            field, new Surroundings(field.story(), buying.purchase(), PRICE, buying, platform));
    world.fates().add(buying.purchase().workflowId(), fate);
    return fate;
  }

  private static void begins(Case field, Buying buying) {
    if (field.story() == Story.IS_REFUSED) {
      buying.closeTheOrganization();
    }
    buying.subscribe();
    buying.goOn();
    if (field.story() == Story.WITHDRAWS) {
      buying.withdraw();
    }
  }

  private String verdict(Case field, Fate fate, Buying buying, PurchaseOutcome outcome) {
    MoneyRules rules = new MoneyRules(database, platform);
    List<String> broken = rules.brokenBy(buying.purchase(), PRICE, outcome);
    if (!broken.isEmpty()) {
      return String.join("; ", broken);
    }
    if (!field.isTwinned() && !rules.soldTwice(buying.purchase(), PRICE).isEmpty()) {
      return "an attempt was sold twice";
    }
    return outcome.kind() == field.story().end() ? fate.missed() : "it ended as " + outcome;
  }
}
