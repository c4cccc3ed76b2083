package licensing.local;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** What each variable is: as given from outside, else made for this machine. */
final class Settings {

  /** Of each program: what a machine bears, and the database's connections last for. */
  private static final int MOST = 4;

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
    for (String secret : new String[] {"DATABASE_USER", "DATABASE_PASSWORD"}) {
      String own = find(program.databaseRole() + "_" + secret);
      if (own != null && program.variables().contains(secret)) {
        all.put(secret, own);
      }
    }
    return all;
  }

  /** The same for the job that changes the schema, which owns it. */
  Map<String, String> ofMigration() {
    Map<String, String> all = of(OwnProgram.WORKER);
    all.put("DATABASE_USER", get("DATABASE_USER"));
    all.put("DATABASE_PASSWORD", get("DATABASE_PASSWORD"));
    return all;
  }

  /** Whether a variable belongs to one of the programs, so that the others are not given it. */
  static boolean isOurs(String variable) {
    return variable.contains("DATABASE_")
        || variable.startsWith("TEMPORAL_")
        || Arrays.stream(OwnProgram.values()).anyMatch(p -> p.variables().contains(variable));
  }

  boolean runsPostgres() {
    return !isGiven("DATABASE_URL");
  }

  boolean runsTemporal() {
    return !isGiven("TEMPORAL_ADDRESS");
  }

  /** So many of each of its services are run; none where its server for development is. */
  int temporalCluster() {
    int size = count("TEMPORAL_CLUSTER", "of each service", 0, 0);
    return runsTemporal() ? size : 0;
  }

  /** So many consoles are run behind a balancer; 0 for one that stands alone. */
  int consoles() {
    int consoles = count("CONSOLES", "consoles", 0, 1);
    if (consoles > 0 && isGiven("CONSOLE_BASE_URL")) {
      throw new LaunchFailure(
          "The consoles' balancer is at https://localhost alone: leave out CONSOLE_BASE_URL, or"
              + " CONSOLES.");
    }
    return consoles;
  }

  /** A balancer is there by https alone. */
  private String scheme() {
    return consoles() == 0 ? "http" : "https";
  }

  /** So many workers are run. */
  int workers() {
    return count("WORKERS", "workers", 1, 1);
  }

  private int count(String variable, String what, int usual, int least) {
    String given = given(variable, Integer.toString(usual));
    int count = given.matches("[0-9]") ? Integer.parseInt(given) : -1;
    if (!isGiven(variable) || count >= least && count <= MOST) {
      return count;
    }
    throw new LaunchFailure(
        "%s is how many %s to run, %d to %d, not %s."
            .formatted(variable, what, least, MOST, given));
  }

  /**
   * Where Temporal's pages have encrypted payloads read: by the console, in whose browser support
   * is signed in.
   */
  Optional<String> codec() {
    return isGiven("TEMPORAL_PAYLOAD_KEYS")
        ? Optional.of(get("CONSOLE_BASE_URL") + "/support/codec")
        : Optional.empty();
  }

  boolean runsPlatform() {
    return given("BRAINTREE_ENVIRONMENT", "local").equals("local")
        && !isGiven("BRAINTREE_GATEWAY_URL");
  }

  /**
   * Whether people may be added who log in with their own name: to a database that was made here,
   * for a console that nobody else reaches. A tunnel makes a database elsewhere look like one here,
   * so its address says nothing.
   */
  boolean isForTrial() {
    return runsPostgres() && isLoopback(consoleHost()) && isLoopback(get("CONSOLE_BIND"));
  }

  /** Refuses what is meant for a trial beside systems that were not made for one. */
  void requireTrialsApart() {
    boolean shortened = !given("WAITS_DIVISOR", "1").equals("1");
    if (shortened && !(runsPostgres() && runsTemporal() && runsPlatform())) {
      throw new LaunchFailure(
          "WAITS_DIVISOR is for trials: leave it out where a system of yours is used.");
    }
    if (runsPlatform()
        && !isGiven("BRAINTREE_ENVIRONMENT")
        && !(runsPostgres() && runsTemporal())) {
      throw new LaunchFailure(
          "Say BRAINTREE_ENVIRONMENT: sandbox, production, or local if what is bought in your"
              + " systems may be paid at the stand-in.");
    }
  }

  /** The licenses' database, as the role that owns it. */
  DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(get("DATABASE_URL"));
    source.setUser(get("DATABASE_USER"));
    source.setPassword(get("DATABASE_PASSWORD"));
    return source;
  }

  private @Nullable String consoleHost() {
    return URI.create(get("CONSOLE_BASE_URL")).getHost();
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("::1")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d+){3}"));
  }

  /** Whether whoever starts this has set it. */
  boolean isGiven(String variable) {
    return !given(variable, "").isEmpty();
  }

  /** An empty value is none. */
  private String given(String variable, String otherwise) {
    String value = given.getOrDefault(variable, "");
    return value.isEmpty() ? otherwise : value;
  }

  private @Nullable String find(String variable) {
    return isGiven(variable) ? given.get(variable) : made.get(variable);
  }

  private void database(Secrets secrets) {
    if (runsPostgres()) {
      made.put(
          "DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + get("DATABASE_PORT") + "/licensing");
      made.put("DATABASE_USER", LicensingDatabase.OWNER);
      made.put("DATABASE_PASSWORD", secrets.get("DATABASE_PASSWORD"));
      for (String program : new String[] {"WORKER", "CONSOLE"}) {
        String password = program + "_DATABASE_PASSWORD";
        made.put(program + "_DATABASE_USER", "licensing_" + program.toLowerCase(Locale.ROOT));
        made.put(password, secrets.get(password));
      }
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
    made.put("CONSOLE_BASE_URL", scheme() + "://localhost:" + get("CONSOLE_PORT"));
    made.put("CONSOLE_BIND", "127.0.0.1");
    if (consoles() > 0) {
      made.put("CONSOLE_PROXIES", "127.0.0.1");
    }
    if (isForTrial()) {
      // For the demo's users, whose passwords are their names.
      made.put("SECOND_FACTOR", "off");
      // A receiver that is tried out is on this machine.
      made.put("WEBHOOK_PRIVATE_ADDRESSES", "true");
    }
    if (isForTrial() && !isGiven("SELLER_NAME")) {
      made.put("SELLER_NAME", "Demo Console Ltd");
      made.put("SELLER_ADDRESS", "1 Example Quay");
      made.put("SELLER_CITY", "Dublin");
      made.put("SELLER_COUNTRY", "IE");
      made.put("SELLER_VAT_ID", "IE1234567T");
      made.put("SELLER_EMAIL", "billing@console.example");
      made.put("SELLER_TAX_PERCENT", "23");
    }
    made.put("PAYMENT_SECRET_KEY", secrets.get("PAYMENT_SECRET_KEY"));
    made.put("FORM_SIGNING_KEY", secrets.get("FORM_SIGNING_KEY"));
    made.put("EVIDENCE_SIGNING_KEY", secrets.get("EVIDENCE_SIGNING_KEY"));
    made.put("LICENSE_SIGNING_KEY", secrets.get("LICENSE_SIGNING_KEY"));
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
        scheme() + "://127.0.0.1:" + get("CONSOLE_PORT") + "/webhooks/payment-platform");
  }
}
