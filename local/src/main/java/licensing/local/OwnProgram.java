package licensing.local;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The project's own programs: their jars, the variables they read and where their health is. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
enum OwnProgram {
  PLATFORM(
      "payment-platform",
      64,
      LocalPort.PLATFORM,
      "/health",
      List.of(LocalPort.PLATFORM),
      List.of(
          List.of("PLATFORM_PORT", "PLATFORM_BIND", "PLATFORM_PUBLIC_URL", "PLATFORM_LEDGER"),
          List.of("PLATFORM_MERCHANT_ID", "PLATFORM_PUBLIC_KEY", "PLATFORM_PRIVATE_KEY"),
          List.of("PLATFORM_WEBHOOK_URL", "PLATFORM_MERCHANT_ORIGINS", "PLATFORM_MERCHANT_ACCOUNT"),
          List.of("PLATFORM_CURRENCY", "PLATFORM_NONCE_SECONDS", "PLATFORM_AUTHORIZATION_SECONDS"),
          List.of("PLATFORM_SETTLEMENT_SECONDS", "PLATFORM_DUPLICATE_WINDOW_SECONDS"),
          List.of("PLATFORM_SEARCH_PAGE_SIZE", "PLATFORM_CONTROL"))),
  WORKER(
      "worker",
      192,
      LocalPort.WORKER_MANAGEMENT,
      "/actuator/health/readiness",
      List.of(LocalPort.WORKER_MANAGEMENT),
      List.of(
          Variables.DATABASE,
          Variables.TEMPORAL,
          Variables.BRAINTREE,
          Variables.SHARED,
          Variables.TRACES,
          Variables.SELLER,
          List.of("WORKER_MANAGEMENT_PORT", "WORKER_BIND", "WORKER_BUILD_ID", "WORKER_ACTIVITIES"),
          List.of("MAIL_PORT", "MAIL_USERNAME", "MAIL_PASSWORD", "MAIL_TLS", "MAIL_FROM"),
          List.of("SECOND_PERSON_ABOVE", "EVIDENCE_SIGNING_KEY", "SUPPORT_PUBLIC_KEYS"))),
  WEB(
      "web",
      192,
      LocalPort.CONSOLE_MANAGEMENT,
      "/actuator/health/readiness",
      List.of(LocalPort.CONSOLE, LocalPort.CONSOLE_MANAGEMENT),
      List.of(
          Variables.DATABASE,
          Variables.TEMPORAL,
          Variables.BRAINTREE,
          Variables.SHARED,
          Variables.TRACES,
          Variables.SELLER,
          List.of("CONSOLE_PORT", "CONSOLE_MANAGEMENT_PORT", "CONSOLE_BIND", "CONSOLE_PROXIES"),
          List.of("CONSOLE_MANAGEMENT_BIND"),
          List.of("TEMPORAL_UI_URL", "BRAINTREE_TRANSACTION_PAGE", "BULK_PER_SECOND"),
          List.of("FORM_SIGNING_KEY", "DECLINES_AN_HOUR", "DECLINES_A_DAY", "SECOND_FACTOR"),
          List.of("SUPPORT_CONTACT"),
          List.of("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"),
          List.of("OIDC_SCOPES", "OIDC_ROLE_CLAIM", "OIDC_ORGANIZATION_CLAIM"),
          List.of("OIDC_BUYER", "OIDC_SUPPORT", "OIDC_ADMIN", "OIDC_ACR", "OIDC_AMR"),
          List.of("OPEN_PURCHASES", "SUPPORT_REQUEST_KEYS", "SUPPORT_PAGES_A_MINUTE"),
          List.of("EXPORTS_A_MINUTE", "DECODINGS_A_MINUTE", "OWN_PAGES_A_MINUTE"),
          List.of("API_REQUESTS_A_MINUTE"),
          List.of("LICENSE_SIGNING_KEY", "LICENSE_PUBLIC_KEYS", "LICENSE_CHECKS_A_MINUTE")));

  private final String module;
  private final int heapMegabytes;
  private final LocalPort healthPort;
  private final String healthPath;
  private final List<LocalPort> ports;
  private final Set<String> variables = new TreeSet<>();

  OwnProgram(
      String module,
      int heapMegabytes,
      LocalPort healthPort,
      String healthPath,
      List<LocalPort> ports,
      List<List<String>> variables) {
    this.module = module;
    this.heapMegabytes = heapMegabytes;
    this.healthPort = healthPort;
    this.healthPath = healthPath;
    this.ports = ports;
    variables.forEach(this.variables::addAll);
  }

  String label() {
    return this == PLATFORM ? "platform" : module;
  }

  String module() {
    return module;
  }

  /** What the variables with its own role of the database begin with. */
  String databaseRole() {
    return this == WEB ? "CONSOLE" : "WORKER";
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  LocalPort healthPort() {
    return healthPort;
  }

  /**
   * How long it may take to end: a worker waits for the sale that it has begun, a console lets the
   * balancer notice, and then ends the requests that it has.
   */
  Duration patience() {
    return switch (this) {
      case WORKER -> Duration.ofSeconds(80);
      case WEB -> Duration.ofSeconds(30);
      case PLATFORM -> Program.PATIENCE;
    };
  }

  String healthPath() {
    return healthPath;
  }

  List<LocalPort> ports() {
    return ports;
  }

  /** All that is passed to it; what another program reads is kept from it. */
  Set<String> variables() {
    return variables;
  }

  private static final class Variables {
    static final List<String> DATABASE =
        List.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "DATABASE_CONNECTIONS");
    static final List<String> TEMPORAL =
        List.of(
            "TEMPORAL_ADDRESS",
            "TEMPORAL_NAMESPACE",
            "TEMPORAL_API_KEY",
            "TEMPORAL_PAYLOAD_KEYS",
            "TEMPORAL_TLS_CERTIFICATE",
            "TEMPORAL_TLS_KEY");
    static final List<String> BRAINTREE =
        List.of(
            "BRAINTREE_ENVIRONMENT",
            "BRAINTREE_GATEWAY_URL",
            "BRAINTREE_MERCHANT_ID",
            "BRAINTREE_PUBLIC_KEY",
            "BRAINTREE_PRIVATE_KEY",
            "BRAINTREE_MERCHANT_ACCOUNT",
            "BRAINTREE_MERCHANT_ACCOUNTS",
            "BRAINTREE_THREE_D_SECURE",
            "BRAINTREE_REQUEST_KEYS",
            "BRAINTREE_FORM_BASE_URL",
            "BRAINTREE_DEVICE_DATA",
            "BRAINTREE_CARDHOLDER_NAME");
    static final List<String> SELLER =
        List.of(
            "SELLER_NAME",
            "SELLER_ADDRESS",
            "SELLER_POSTCODE",
            "SELLER_CITY",
            "SELLER_COUNTRY",
            "SELLER_VAT_ID",
            "SELLER_TAX_NUMBER",
            "SELLER_REGISTRATION",
            "SELLER_EMAIL",
            "SELLER_TAX_PERCENT");

    /** Spring Boot reads them by itself. */
    static final List<String> TRACES =
        List.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "OTEL_EXPORTER_OTLP_CERTIFICATE",
            "OTEL_RESOURCE_ATTRIBUTES",
            "OTEL_TRACES_SAMPLER",
            "OTEL_TRACES_SAMPLER_ARG");

    static final List<String> SHARED =
        List.of(
            "LOG_FORMAT",
            "CONSOLE_BASE_URL",
            "MAIL_HOST",
            "LICENSE_GRACE_DAYS",
            "PAYMENT_SECRET_KEY",
            "WAITS_DIVISOR",
            "PLAIN_CONNECTIONS",
            "WEBHOOK_PRIVATE_ADDRESSES",
            "SECRETS_FOLDER");
  }
}
