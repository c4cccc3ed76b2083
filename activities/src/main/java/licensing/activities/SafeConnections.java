package licensing.activities;

import java.net.URI;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What may leave this machine in the clear, and what is meant for it alone. Every program and job
 * is refused before it connects to anything, so that no password is sent and nothing is written.
 */
@Configuration(proxyBeanMethods = false)
public class SafeConnections {

  private static final String WORD = "within-a-private-network";

  @Bean
  static BeanFactoryPostProcessor safeConnections(Environment environment) {
    return beans -> new Connections(environment).require();
  }

  private record Connections(Environment environment) {

    void require() {
      if (isPrivateNetwork()) {
        return;
      }
      requireEncryptedDatabase();
      requireEncryptedTemporal();
      requireEncryptedMail();
      requireTrialsHere();
      requireConsoleHere();
    }

    private boolean isPrivateNetwork() {
      String word = value("plain-connections");
      if (!word.isEmpty() && !word.equals(WORD)) {
        throw new UnsafeConnection("PLAIN_CONNECTIONS is empty or " + WORD + ", not " + word);
      }
      return word.equals(WORD);
    }

    private void requireEncryptedDatabase() {
      boolean verified =
          database() != null && "verify-full".equals(database().getProperty("sslmode"));
      if (!isDatabaseHere() && !verified) {
        throw new UnsafeConnection(
            "DATABASE_URL leads beyond this machine: it needs sslmode=verify-full, or"
                + " PLAIN_CONNECTIONS="
                + WORD
                + " where nobody else can listen");
      }
    }

    private void requireEncryptedTemporal() {
      boolean encrypted =
          !value("spring.temporal.connection.api-key").isEmpty()
              || !value("temporal-tls.certificate").isEmpty();
      if (!isTemporalHere() && !encrypted) {
        throw new UnsafeConnection(
            "TEMPORAL_ADDRESS leads beyond this machine: it needs TEMPORAL_API_KEY, or"
                + " TEMPORAL_TLS_CERTIFICATE and TEMPORAL_TLS_KEY, or PLAIN_CONNECTIONS="
                + WORD
                + " where nobody else can listen");
      }
    }

    private void requireEncryptedMail() {
      if (value("mail.tls").equals("none") && !isHere(value("mail.host"))) {
        throw new UnsafeConnection(
            "MAIL_HOST leads beyond this machine: MAIL_TLS is starttls or implicit there, or"
                + " PLAIN_CONNECTIONS="
                + WORD
                + " where nobody else can listen");
      }
    }

    /** The console's address says nothing of it: a worker may be left at its default. */
    private void requireTrialsHere() {
      if (isDatabaseHere() && isTemporalHere()) {
        return;
      }
      if (value("braintree.environment").equals("local")) {
        throw new UnsafeConnection(
            "BRAINTREE_ENVIRONMENT=local takes no real money: it is refused for a database or a"
                + " Temporal beyond this machine");
      }
      if (environment.getProperty("braintree.waits-divisor", Integer.class, 1) != 1) {
        throw new UnsafeConnection(
            "WAITS_DIVISOR is 1 for a database or a Temporal beyond this machine");
      }
    }

    private void requireConsoleHere() {
      String url = value("console.base-url");
      if (url.startsWith("http:") && !isHere(value("server.address"))) {
        throw new UnsafeConnection(
            "CONSOLE_BIND must be 127.0.0.1 where CONSOLE_BASE_URL is http: others would reach the"
                + " console unencrypted");
      }
    }

    private boolean isDatabaseHere() {
      Properties database = database();
      return database == null
          || Arrays.stream(database.getProperty("PGHOST", "localhost").split(","))
              .allMatch(Connections::isHere);
    }

    /** Null where there is none, as in a test of something else. */
    private @Nullable Properties database() {
      String url = value("spring.datasource.url");
      return url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, new Properties()) : null;
    }

    private boolean isTemporalHere() {
      String target = value("spring.temporal.connection.target").replaceFirst("^dns:/*", "");
      return target.isEmpty()
          || target.equals("local")
          || isHere(URI.create("temporal://" + target).getHost());
    }

    private static boolean isHere(@Nullable String host) {
      return host != null
          && (host.isEmpty()
              || host.equals("localhost")
              || host.equals("::1")
              || host.equals("[::1]")
              || host.matches("127(\\.\\d{1,3}){3}"));
    }

    private String value(String name) {
      return environment.getProperty(name, "");
    }
  }

  /** Settings that a program refuses to start with. Its message is the whole explanation. */
  public static class UnsafeConnection extends IllegalArgumentException {

    UnsafeConnection(String message) {
      super(message);
    }
  }

  /** Ends a refused start with one sentence instead of a stack trace. */
  static class UnsafeConnectionAnalysis extends AbstractFailureAnalyzer<UnsafeConnection> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeConnection cause) {
      return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
  }
}
