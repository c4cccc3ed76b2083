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
    SpringApplication.run(Console.class, arguments);
  }
}
