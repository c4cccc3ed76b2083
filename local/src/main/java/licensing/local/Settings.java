package licensing.local;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** What each variable is: as given from outside, else made for this machine. */
final class Settings {

  private final Map<String, String> given;
  private final Map<String, String> made = new HashMap<>();

  Settings(Map<String, String> given, Secrets secrets, StateFolder state) {
    this.given = Map.copyOf(given);
    for (LocalPort port : LocalPort.values()) {
      made.put(port.variable(), Integer.toString(port.usual()));
    }
    database(secrets);
    temporal();
    console(secrets);
    if (runsPlatform()) {
      platform(secrets, state);
    }
  }

  String get(String variable) {
    String value = find(variable);
    if (value == null) {
      throw new LaunchFailure(variable + " must be set, since it belongs to a system of yours.");
    }
    return value;
  }

  int port(LocalPort port) {
    try {
      return Integer.parseUnsignedInt(get(port.variable()));
    } catch (NumberFormatException e) {
      throw new LaunchFailure(port.variable() + " must be the number of a port.", e);
    }
  }

  /** Everything the program reads and that is set. */
  Map<String, String> of(OwnProgram program) {
    Map<String, String> all = new TreeMap<>();
    for (String variable : program.variables()) {
      String value = find(variable);
      if (value != null) {
        all.put(variable, value);
      }
    }
    return all;
  }

  /** Whether a variable belongs to one of the programs, so that the others are not given it. */
  static boolean isOurs(String variable) {
    return variable.startsWith("DATABASE_")
        || variable.startsWith("TEMPORAL_")
        || Arrays.stream(OwnProgram.values()).anyMatch(p -> p.variables().contains(variable));
  }

  /** Whether whoever starts this has set it. */
  boolean isGiven(String variable) {
    return !given.getOrDefault(variable, "").isEmpty();
  }

  boolean runsPostgres() {
    return !given.containsKey("DATABASE_URL");
  }

  boolean runsTemporal() {
    return !given.containsKey("TEMPORAL_ADDRESS");
  }

  boolean runsPlatform() {
    return given.getOrDefault("BRAINTREE_ENVIRONMENT", "local").equals("local")
        && !given.containsKey("BRAINTREE_GATEWAY_URL");
  }

  /** The console's database, as its own role. */
  DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(get("DATABASE_URL"));
    source.setUser(get("DATABASE_USER"));
    source.setPassword(get("DATABASE_PASSWORD"));
    return source;
  }

  /** Whether the console can only be reached from this machine. */
  boolean isLoopback() {
    String host = URI.create(get("CONSOLE_BASE_URL")).getHost();
    return host != null
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
  }

  private @Nullable String find(String variable) {
    String value = given.get(variable);
    return value == null || value.isEmpty() ? made.get(variable) : value;
  }

  private void database(Secrets secrets) {
    if (runsPostgres()) {
      made.put(
          "DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + get("DATABASE_PORT") + "/licensing");
      made.put("DATABASE_USER", "licensing");
      made.put("DATABASE_PASSWORD", secrets.get("DATABASE_PASSWORD"));
    }
  }

  private void temporal() {
    if (runsTemporal()) {
      made.put("TEMPORAL_ADDRESS", "127.0.0.1:" + get("TEMPORAL_PORT"));
      // What one build has begun the next one goes on with: there are no other workers.
      made.put("WORKER_BUILD_ID", "local");
    }
    made.put("TEMPORAL_NAMESPACE", "default");
    made.put("TEMPORAL_UI_URL", "http://localhost:" + get("TEMPORAL_UI_PORT"));
  }

  private void console(Secrets secrets) {
    made.put("CONSOLE_BASE_URL", "http://localhost:" + get("CONSOLE_PORT"));
    made.put("CONSOLE_BIND", "127.0.0.1");
    made.put("PAYMENT_SECRET_KEY", secrets.get("PAYMENT_SECRET_KEY"));
    made.put("FORM_SIGNING_KEY", secrets.get("FORM_SIGNING_KEY"));
    made.put("EVIDENCE_SIGNING_KEY", secrets.get("EVIDENCE_SIGNING_KEY"));
  }

  private void platform(Secrets secrets, StateFolder state) {
    String port = get("PLATFORM_PORT");
    for (String key : new String[] {"MERCHANT_ID", "PUBLIC_KEY", "PRIVATE_KEY"}) {
      made.put("BRAINTREE_" + key, secrets.get("BRAINTREE_" + key));
      made.put("PLATFORM_" + key, get("BRAINTREE_" + key));
    }
    made.put("BRAINTREE_ENVIRONMENT", "local");
    made.put("BRAINTREE_GATEWAY_URL", "http://127.0.0.1:" + port);
    made.put("BRAINTREE_FORM_BASE_URL", "http://localhost:" + port);
    made.put("PLATFORM_BIND", "127.0.0.1");
    made.put("PLATFORM_PUBLIC_URL", "http://localhost:" + port);
    made.put("PLATFORM_LEDGER", state.ledger().toString());
    made.put(
        "PLATFORM_WEBHOOK_URL",
        "http://127.0.0.1:" + get("CONSOLE_PORT") + "/webhooks/payment-platform");
  }
}
