package licensing.start;

import java.util.Set;
import licensing.temporal.TracingSwitch;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Lets a program take its beans as the build wrote them down (Spring's processing ahead of time),
 * instead of looking for them, which is a fifth of a start. Which beans there are is decided by the
 * build then. So it is not done where a setting decides otherwise: for jobs, which serve nothing,
 * and for traces. A test holds that no other variable decides. {@code -Dspring.aot.enabled=false}
 * does without.
 */
public final class AheadOfTime implements SpringApplicationRunListener {

  private final SpringApplication application;

  AheadOfTime(SpringApplication application) {
    this.application = application;
  }

  @Override
  public void environmentPrepared(
      ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
    boolean decided = SpringProperties.getProperty(AotDetector.AOT_ENABLED) != null;
    if (!decided && isWrittenDown() && isAsTheBuildHadIt(environment)) {
      SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }
  }

  /** Not of tests, nor where a program was compiled and not built. */
  private boolean isWrittenDown() {
    @Nullable Class<?> program = application.getMainApplicationClass();
    return program != null
        && !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
        && application.getAllSources().equals(Set.of(program))
        && ClassUtils.isPresent(
            program.getName() + "__ApplicationContextInitializer", application.getClassLoader());
  }

  private static boolean isAsTheBuildHadIt(ConfigurableEnvironment environment) {
    return !environment.containsProperty("spring.main.web-application-type")
        && !TracingSwitch.isOn(environment);
  }
}
