package licensing.web;

import licensing.edge.ConsolePorts;
import licensing.temporal.TemporalConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The console's web pages. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Import({ConsolePorts.class, TemporalConnection.class})
public class Console {

  public static void main(String[] arguments) {
    // Before the first call over HTTP: the JDK would send a POST a second time by itself.
    System.setProperty("sun.net.http.retryPost", "false");
    SpringApplication.run(Console.class, arguments);
  }
}
