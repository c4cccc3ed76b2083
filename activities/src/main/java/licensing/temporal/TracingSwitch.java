package licensing.temporal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Nothing of tracing is set up unless an endpoint is named that takes traces
 * (OTEL_EXPORTER_OTLP_ENDPOINT), so that it costs nothing where nobody asks for it.
 */
public final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

  static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  /** By OTEL_SDK_DISABLED. */
  static final String ENABLED = "management.opentelemetry.enabled";

  /** Interceptors that make spans when histories are read again: see {@link Tracing}. */
  private static final String OF_TEMPORALS_STARTER =
      "io.temporal.spring.boot.autoconfigure.OpenTracingAutoConfiguration";

  private static final String LOGS =
      "org.springframework.boot.opentelemetry.autoconfigure.logging.";
  private static final String SDK = "org.springframework.boot.opentelemetry.";
  private static final String BRIDGE = "org.springframework.boot.micrometer.tracing.";

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
    boolean on = environment != null && isOn(environment);
    boolean[] match = new boolean[configurations.length];
    for (int i = 0; i < match.length; i++) {
      match[i] = configurations[i] == null || isWanted(configurations[i], on);
    }
    return match;
  }

  private static boolean isWanted(String configuration, boolean on) {
    if (configuration.equals(OF_TEMPORALS_STARTER) || configuration.startsWith(LOGS)) {
      return false;
    }
    return on || !(configuration.startsWith(SDK) || configuration.startsWith(BRIDGE));
  }

  /** Whether traces are asked for. */
  public static boolean isOn(Environment environment) {
    return !environment.getProperty(ENDPOINT, "").isEmpty()
        && environment.getProperty(ENABLED, Boolean.class, true);
  }
}
