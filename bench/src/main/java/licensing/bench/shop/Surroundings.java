package licensing.bench.shop;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Objects;
import licensing.local.LocalStack;

/**
 * Where a peer finds what it uses. Handed to its process as environment variables.
 *
 * @param databaseUrl of the peer's own database, as JDBC takes it
 * @param temporal host and port; empty for a peer that uses none
 * @param gateway base address of the payment platform
 */
public record Surroundings(
    String databaseUrl,
    String user,
    String password,
    String temporal,
    String gateway,
    String merchant,
    String publicKey,
    String privateKey) {

  /** As many as the product's worker and console have each. */
  private static final int CONNECTIONS = 10;

  /** Beside a stack that runs, as one of the server's roles. */
  public static Surroundings of(LocalStack stack, String database, String role, String password) {
    return new Surroundings(
        "jdbc:postgresql://127.0.0.1:%s/%s".formatted(stack.get("DATABASE_PORT"), database),
        role,
        password,
        stack.get("TEMPORAL_ADDRESS"),
        stack.get("BRAINTREE_GATEWAY_URL"),
        stack.get("BRAINTREE_MERCHANT_ID"),
        stack.get("BRAINTREE_PUBLIC_KEY"),
        stack.get("BRAINTREE_PRIVATE_KEY"));
  }

  /** What {@link #toEnvironment} made. */
  public static Surroundings fromEnvironment() {
    Map<String, String> given = System.getenv();
    return new Surroundings(
        value(given, "BENCH_DATABASE_URL"),
        value(given, "BENCH_USER"),
        value(given, "BENCH_PASSWORD"),
        value(given, "BENCH_TEMPORAL"),
        value(given, "BENCH_GATEWAY"),
        value(given, "BENCH_MERCHANT"),
        value(given, "BENCH_PUBLIC_KEY"),
        value(given, "BENCH_PRIVATE_KEY"));
  }

  public Map<String, String> toEnvironment() {
    return Map.of(
        "BENCH_DATABASE_URL", databaseUrl,
        "BENCH_USER", user,
        "BENCH_PASSWORD", password,
        "BENCH_TEMPORAL", temporal,
        "BENCH_GATEWAY", gateway,
        "BENCH_MERCHANT", merchant,
        "BENCH_PUBLIC_KEY", publicKey,
        "BENCH_PRIVATE_KEY", privateKey);
  }

  /** A pool of connections, to be closed. */
  public HikariDataSource database() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(databaseUrl);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(CONNECTIONS);
    return pool;
  }

  private static String value(Map<String, String> given, String name) {
    return Objects.requireNonNull(given.get(name), name + " is missing");
  }

  /** Without what nobody else may read. */
  @Override
  public String toString() {
    return "Surroundings[" + databaseUrl + "]";
  }
}
