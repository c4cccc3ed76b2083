package licensing.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The console's web pages. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Console {

  public static void main(String[] arguments) {
    // Before the first call over HTTP: the JDK would send a POST a second time by itself.
    System.setProperty("sun.net.http.retryPost", "false");
    SpringApplication.run(Console.class, arguments);
  }
}
