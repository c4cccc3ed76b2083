package licensing.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import licensing.web.admin.AdministratorJob;
import licensing.web.process.WarmUp;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The console's web pages. With {@code --admin NAME} it makes an administrator instead, prints the
 * link with which a password is chosen, and ends. With {@code --train} it does what a console does
 * until it is ready, answers its first page so that the JDK learns of it, and ends.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Console {

  public static void main(String[] arguments) {
    // Before the first call over HTTP: the JDK would send a POST a second time by itself.
    System.setProperty("sun.net.http.retryPost", "false");
    // Whatever the machine's are: the payment platform's SDK reads and writes by them.
    Locale.setDefault(Locale.US);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    List<String> given = Arrays.asList(arguments);
    if (!given.isEmpty() && given.getFirst().equals("--admin")) {
      System.exit(AdministratorJob.run(given.subList(1, given.size())));
    }
    if (given.contains("--train")) {
      System.exit(train());
    }
    SpringApplication.run(Console.class, arguments);
  }

  /** Beside a console that serves, on ports of its own. */
  private static int train() {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            Console.class,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--management.server.port=0",
            "--management.server.address=127.0.0.1")) {
      context.getBean(WarmUp.class).run();
      return answers(context, "local.management.port", "/actuator/health/readiness")
              && answers(context, "local.server.port", "/login")
          ? 0
          : 2;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(ConfigurableApplicationContext context, String port, String path)
      throws IOException {
    String of = context.getEnvironment().getRequiredProperty(port);
    var asked =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + of + path).toURL().openConnection();
    try {
      return asked.getResponseCode() < HttpURLConnection.HTTP_INTERNAL_ERROR;
    } finally {
      asked.disconnect();
    }
  }
}
