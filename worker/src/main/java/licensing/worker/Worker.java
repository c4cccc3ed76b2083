package licensing.worker;

import io.temporal.common.WorkerDeploymentVersion;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import licensing.activities.ActivityBeans;
import licensing.db.Migrations;
import licensing.document.DocumentRelay;
import licensing.temporal.TemporalConnection;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Serves the purchase process and its activities, as listed in application.yaml. With {@code
 * --migrate} it prepares database and namespace instead, or the one that follows, with {@code
 * --make-current} it lets new purchases begin on its own version, with {@code --audit LENGTH GRACE}
 * it compares the ledgers (exit code 1 where they disagree), with {@code --verify-evidence
 * [ORGANIZATION]} it verifies what is kept of past purchases, with {@code --verify-anchors FILE}
 * what its log said of that (exit code 1 where something is wrong); then it ends. With {@code
 * --train} it does what a worker does until it is ready, and draws a paper, so that the JDK learns
 * of it, serves nobody, and ends.
 */
@SpringBootApplication
@EnableScheduling
@Import({ActivityBeans.class, TemporalConnection.class})
public class Worker {

  /** What serves: without it a worker does nothing for others. */
  static final List<String> SERVING =
      List.of(
          "workerFactoryStarter",
          "documentRelay",
          "mailRelay",
          "outboxUpkeep",
          "webhookRelay",
          "lastDayMetrics",
          "schemaCheck");

  public static void main(String... arguments) {
    // Before the first call over HTTP: the JDK would send a sale a second time by itself.
    System.setProperty("sun.net.http.retryPost", "false");
    // Whatever the machine's are: the payment platform's SDK reads and writes by them.
    Locale.setDefault(Locale.US);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    List<String> given = Arrays.asList(arguments);
    if (given.contains("--migrate")) {
      System.exit(job("migration", context -> migrate(context, given)));
    }
    if (given.contains("--make-current")) {
      System.exit(job("the change of the current version", Worker::makeCurrent));
    }
    if (given.contains("--audit")) {
      System.exit(job("audit", context -> audit(context, given)));
    }
    if (given.contains("--verify-evidence")) {
      System.exit(job("verification", context -> verifyEvidence(context, given)));
    }
    if (given.contains("--verify-anchors")) {
      System.exit(job("verification", context -> verifyAnchors(context, given)));
    }
    if (given.contains("--train")) {
      System.exit(train());
    }
    SpringApplication.run(Worker.class, arguments);
  }

  /** Beside a worker that serves, whose tasks it leaves alone, on a port of its own. */
  private static int train() {
    SpringApplication application = new SpringApplication(Worker.class);
    application.addInitializers(
        context -> context.addBeanFactoryPostProcessor(Worker::leaveOutWhatServes));
    try (ConfigurableApplicationContext context =
        application.run(
            "--spring.temporal.start-workers=false",
            "--server.port=0",
            "--server.address=127.0.0.1")) {
      new Migrations(context.getBean(DataSource.class)).validate();
      context.getBean(WarmUp.class).lapseOne();
      DocumentRelay.rehearse();
      return isHealthAnswered(context.getEnvironment().getRequiredProperty("local.server.port"))
          ? 0
          : 2;
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Beans that the build wrote down are there whatever a setting says: see AheadOfTime. */
  private static void leaveOutWhatServes(ConfigurableListableBeanFactory beans) {
    if (beans instanceof BeanDefinitionRegistry registry) {
      SERVING.stream()
          .filter(beans::containsBeanDefinition)
          .forEach(registry::removeBeanDefinition);
    }
  }

  private static boolean isHealthAnswered(String port) throws IOException {
    URI health = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    var asked = (HttpURLConnection) health.toURL().openConnection();
    try {
      return asked.getResponseCode() > 0;
    } finally {
      asked.disconnect();
    }
  }

  /** Does one thing and serves nothing; the answer is the exit code. */
  private static int job(String name, ToIntFunction<ConfigurableApplicationContext> work) {
    SpringApplication application = new SpringApplication(Worker.class);
    try (ConfigurableApplicationContext context =
        application.run(
            "--spring.temporal.start-workers=false",
            "--spring.main.web-application-type=none",
            // A person reads what the job itself says.
            "--logging.level.root=warn",
            "--logging.level.licensing.worker.MigrationJob=info")) {
      return work.applyAsInt(context);
    } catch (RuntimeException e) {
      System.err.println(name + " failed: " + e.getMessage());
      return 2;
    }
  }

  /** One of them alone may follow: database or temporal. */
  private static int migrate(ConfigurableApplicationContext context, List<String> given) {
    MigrationJob job = context.getBean(MigrationJob.class);
    int at = given.indexOf("--migrate") + 1;
    switch (at < given.size() ? given.get(at) : "") {
      case "" -> job.run();
      case "database" -> job.prepareDatabase();
      case "temporal" -> job.prepareTemporal();
      default -> throw new IllegalArgumentException("--migrate what? database or temporal");
    }
    return 0;
  }

  private static int makeCurrent(ConfigurableApplicationContext context) {
    context.getBean(CurrentVersion.class).set();
    System.out.println("current: " + context.getBean(WorkerDeploymentVersion.class).getBuildId());
    return 0;
  }

  /** Length and grace follow, such as PT26H PT2M. */
  private static int audit(ConfigurableApplicationContext context, List<String> given) {
    int at = given.indexOf("--audit");
    Duration length = Duration.parse(given.get(at + 1));
    Duration grace = Duration.parse(given.get(at + 2));
    return context.getBean(AuditJob.class).run(length, grace) ? 0 : 1;
  }

  /** The id of one organization may follow. */
  private static int verifyEvidence(ConfigurableApplicationContext context, List<String> given) {
    int at = given.indexOf("--verify-evidence") + 1;
    UUID organization = at < given.size() ? UUID.fromString(given.get(at)) : null;
    return context.getBean(EvidenceJob.class).run(organization) ? 0 : 1;
  }

  private static int verifyAnchors(ConfigurableApplicationContext context, List<String> given) {
    Path kept = Path.of(given.get(given.indexOf("--verify-anchors") + 1));
    return context.getBean(EvidenceJob.class).verify(kept) ? 0 : 1;
  }
}
