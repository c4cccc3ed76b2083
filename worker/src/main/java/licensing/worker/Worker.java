package licensing.worker;

import java.util.Arrays;
import licensing.activities.ActivityBeans;
import licensing.temporal.TemporalConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Serves the purchase process and its activities, as listed in application.yaml. With {@code
 * --migrate} it prepares database and namespace instead, and ends.
 */
@SpringBootApplication
@Import({ActivityBeans.class, TemporalConnection.class})
public class Worker {

  public static void main(String... arguments) {
    // Before the first call over HTTP: the JDK would send a sale a second time by itself.
    System.setProperty("sun.net.http.retryPost", "false");
    if (Arrays.asList(arguments).contains("--migrate")) {
      System.exit(migrate());
    }
    SpringApplication.run(Worker.class, arguments);
  }

  private static int migrate() {
    SpringApplication application = new SpringApplication(Worker.class);
    try (ConfigurableApplicationContext context =
        application.run(
            "--spring.temporal.start-workers=false", "--spring.main.web-application-type=none")) {
      context.getBean(MigrationJob.class).run();
      return 0;
    } catch (RuntimeException e) {
      System.err.println("migration failed: " + e.getMessage());
      return 1;
    }
  }
}
