package licensing.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Asks a program which beans it has, of which none is made. */
public final class BeanNames {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):([^}$]*)");

  /** What is refused before there are any beans. */
  private static final Map<String, String> CHECKED_AT_ONCE =
      Map.of("PLAIN_CONNECTIONS", "within-a-private-network");

  private BeanNames() {}

  /** With nothing set but what is given. */
  public static Set<String> of(Class<?> program, String... arguments) {
    var application = new SpringApplication(program);
    try {
      SpringApplication.withHook(_ -> new Abandoning(), () -> application.run(arguments));
    } catch (AbandonedRunException abandoned) {
      try (var context = (GenericApplicationContext) abandoned.getApplicationContext()) {
        context.refreshForAotProcessing(new RuntimeHints());
        return new TreeSet<>(Set.of(context.getBeanDefinitionNames()));
      }
    }
    throw new IllegalStateException("it ran");
  }

  /** Arguments that set each variable of the program's application.yaml to another value. */
  public static String[] allVariablesSet(Class<?> program) {
    try (InputStream file = program.getResourceAsStream("/application.yaml")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return VARIABLE
          .matcher(text)
          .results()
          .map(found -> "--%s=%s".formatted(found.group(1), other(found.group(1), found.group(2))))
          .distinct()
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String other(String variable, String value) {
    if (CHECKED_AT_ONCE.containsKey(variable)) {
      return CHECKED_AT_ONCE.get(variable);
    }
    if (value.equals("true") || value.equals("false")) {
      return String.valueOf(value.equals("false"));
    }
    return value.matches("\\d+") ? value + "1" : value + "x";
  }

  /** Once it is known where beans would come from. */
  private static final class Abandoning implements SpringApplicationRunListener {
    @Override
    public void contextLoaded(ConfigurableApplicationContext context) {
      throw new AbandonedRunException(context);
    }
  }
}
