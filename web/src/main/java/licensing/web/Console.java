package licensing.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import licensing.web.admin.AdministratorJob;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The console's web pages. With {@code --admin NAME} it makes an administrator instead, prints the
 * link with which a password is chosen, and ends.
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
    SpringApplication.run(Console.class, arguments);
  }
}
