package licensing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.Stream;

/**
 * The Temporal server as it is run for many: each of its services a process, on PostgreSQL. Built
 * from its source by {@code ./dev}, where Go is present.
 */
final class TemporalCluster {

  /** Of a new database; fixed from then on. More than there are services to share them. */
  private static final int SHARDS = 16;

  private static final String NAME = "temporal";
  private static final String VISIBILITY = "temporal_visibility";
  private static final String PLUGIN = "postgres12";

  private final Settings settings;
  private final Installation installation;
  private final StateFolder state;
  private final LicensingDatabase server;
  private final String password;
  private final List<Node> nodes = new ArrayList<>();

  /** A service's process, with where it listens: for calls, and for its like. */
  private record Node(Service service, int number, int port, int membership) {

    String name() {
      String name = "temporal-" + service.label();
      return number == 1 ? name : name + "-" + number;
    }
  }

  private enum Service {
    HISTORY,
    MATCHING,
    WORKER,
    FRONTEND;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param server the PostgreSQL that it uses, too
   */
  TemporalCluster(
      Settings settings,
      Installation installation,
      StateFolder state,
      LicensingDatabase server,
      Secrets secrets) {
    this.settings = settings;
    this.installation = installation;
    this.state = state;
    this.server = server;
    this.password = secrets.get("TEMPORAL_DATABASE_PASSWORD");
    PrimitiveIterator.OfInt free = Ports.someFree().distinct().iterator();
    int size = settings.temporalCluster();
    for (int number = 1; number <= size; number++) {
      for (Service service : Service.values()) {
        // One alone listens where all ask; of several the balancer does.
        boolean alone = service == Service.FRONTEND && size == 1;
        int port = alone ? settings.port(LocalPort.TEMPORAL) : free.nextInt();
        nodes.add(new Node(service, number, port, free.nextInt()));
      }
    }
  }

  /** Makes what its databases hold, or brings it up to date; those are made before. */
  List<Job> schema() {
    makeDatabases();
    return Stream.of(NAME, VISIBILITY).flatMap(this::schema).toList();
  }

  private Stream<Job> schema(String database) {
    String kind = database.equals(NAME) ? "temporal" : "visibility";
    Job update = schema(database, "update-schema", "--schema-name", "postgresql/v12/" + kind);
    return hasSchema(database)
        ? Stream.of(update)
        : Stream.of(schema(database, "setup-schema", "--version", "0.0"), update);
  }

  private boolean hasSchema(String database) {
    try (var connection = server.asSuperuser(database).getConnection();
        var statement = connection.createStatement();
        var found = statement.executeQuery("select to_regclass('schema_version') is not null")) {
      return found.next() && found.getBoolean(1);
    } catch (SQLException e) {
      throw new LaunchFailure("Temporal's database cannot be read: " + e.getMessage(), e);
    }
  }

  /** First started first. */
  List<Program> services() {
    return nodes.stream().map(this::program).toList();
  }

  /** What is asked instead of one of the services. */
  List<Program> entrances() {
    Program ui =
        new Program(
            "temporal-ui",
            List.of(LocalPort.TEMPORAL_UI),
            this::ui,
            Health.port(settings.port(LocalPort.TEMPORAL_UI)),
            Ending.Signal.TERM);
    return settings.temporalCluster() == 1 ? List.of(ui) : List.of(balancer(), ui);
  }

  /** Makes the namespace, which its services know of a moment later. */
  Job namespace() {
    Program program =
        new Program(
            "temporal-namespace", List.of(), this::createNamespace, () -> true, Ending.Signal.TERM);
    return new Job(program, () -> {});
  }

  private Program program(Node node) {
    List<LocalPort> ports = new ArrayList<>();
    if (node.equals(firstFrontend())) {
      ports.add(LocalPort.TEMPORAL_METRICS);
      if (settings.temporalCluster() == 1) {
        ports.add(LocalPort.TEMPORAL);
      }
    }
    return new Program(
        node.name(),
        ports,
        () ->
            ProgramTable.inEnvironment(
                List.of(tool("temporal-server"), "start", "--service", node.service().label()),
                environment(node)),
        Health.port(node.port()),
        Ending.Signal.TERM);
  }

  private Map<String, String> environment(Node node) throws IOException {
    String prefix = node.service().name();
    Map<String, String> variables = new HashMap<>();
    variables.put("DB", PLUGIN);
    variables.put("POSTGRES_SEEDS", "127.0.0.1");
    variables.put("DB_PORT", Integer.toString(server.port()));
    variables.put("POSTGRES_USER", NAME);
    variables.put("POSTGRES_PWD", password);
    variables.put("DBNAME", NAME);
    variables.put("VISIBILITY_DBNAME", VISIBILITY);
    variables.put("SQL_MAX_CONNS", "10");
    variables.put("SQL_MAX_IDLE_CONNS", "10");
    variables.put("SQL_VIS_MAX_CONNS", "5");
    variables.put("SQL_VIS_MAX_IDLE_CONNS", "5");
    variables.put("NUM_HISTORY_SHARDS", Integer.toString(SHARDS));
    variables.put("BIND_ON_IP", "127.0.0.1");
    variables.put("TEMPORAL_BROADCAST_ADDRESS", "127.0.0.1");
    variables.put("TEMPORAL_ALLOW_NO_AUTH", "true");
    variables.put("LOG_LEVEL", "warn");
    variables.put("DYNAMIC_CONFIG_FILE_PATH", dynamicConfig().toString());
    variables.put(prefix + "_GRPC_PORT", Integer.toString(node.port()));
    variables.put(prefix + "_MEMBERSHIP_PORT", Integer.toString(node.membership()));
    variables.put("FRONTEND_HTTP_PORT", "0");
    variables.put("PUBLIC_FRONTEND_ADDRESS", settings.get("TEMPORAL_ADDRESS"));
    variables.put("CLUSTER_RPC_ADDRESS", settings.get("TEMPORAL_ADDRESS"));
    if (node.equals(firstFrontend())) {
      variables.put(
          "PROMETHEUS_ENDPOINT", "127.0.0.1:" + settings.port(LocalPort.TEMPORAL_METRICS));
    }
    return variables;
  }

  private Node firstFrontend() {
    return frontends().getFirst();
  }

  private List<Node> frontends() {
    return nodes.stream().filter(node -> node.service() == Service.FRONTEND).toList();
  }

  /** As the server for development has it: an attribute is there as soon as it is registered. */
  private Path dynamicConfig() throws IOException {
    return write(
        "dynamic-config.yaml",
        """
        system.forceSearchAttributesCacheRefreshOnRead:
          - value: true
        """);
  }

  private ProcessBuilder ui() throws IOException {
    write(
        "ui.yaml",
        """
            temporalGrpcAddress: "%s"
            host: 127.0.0.1
            port: %d
            enableUi: true
            disableNewsFetch: true
            cors:
              allowOrigins: ["%s"]
            codec:
              endpoint: "%s"
              includeCredentials: true
            """
            .formatted(
                settings.get("TEMPORAL_ADDRESS"),
                settings.port(LocalPort.TEMPORAL_UI),
                settings.get("TEMPORAL_UI_URL"),
                settings.codec().orElse("")));
    return ProgramTable.inEnvironment(
        List.of(
            tool("temporal-ui"),
            "--root",
            folder().toString(),
            "--config",
            ".",
            "--env",
            "ui",
            "start"),
        Map.of());
  }

  private Program balancer() {
    return new Program(
        "temporal-balancer",
        List.of(LocalPort.TEMPORAL),
        this::nginx,
        Health.port(settings.port(LocalPort.TEMPORAL)),
        Ending.Signal.TERM);
  }

  /**
   * A call that reached a frontend is not made again by it: whoever called knows whether it may.
   */
  private ProcessBuilder nginx() throws IOException {
    String frontends =
        frontends().stream()
            .map(node -> "server 127.0.0.1:%d max_fails=1 fail_timeout=1s;".formatted(node.port()))
            .reduce("", (all, each) -> all + "\n  " + each);
    return new Nginx(installation.nginx(), folder())
        .command(
            "balancer",
            """
            client_max_body_size 8m;
            upstream frontends {%s
              keepalive 32;
            }
            server {
              listen 127.0.0.1:%d http2;
              http2_max_concurrent_streams 1024;
              keepalive_requests 1000000;
              location / {
                grpc_pass grpc://frontends;
                grpc_read_timeout 120s;
                grpc_send_timeout 120s;
              }
            }
            """
                .formatted(frontends, settings.port(LocalPort.TEMPORAL)));
  }

  private ProcessBuilder createNamespace() {
    String cli =
        "'%s' operator namespace %%s --address %s --namespace %s"
            .formatted(
                installation.temporal(),
                settings.get("TEMPORAL_ADDRESS"),
                settings.get("TEMPORAL_NAMESPACE"));
    // It may be there from before; a frontend that has just started does not answer at once.
    String script =
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "
            + cli.formatted("describe")
            + " && exit 0; "
            + cli.formatted("create --retention 720h")
            + "; sleep 0.5; done; exit 1";
    return ProgramTable.inEnvironment(List.of("sh", "-c", script), Map.of());
  }

  private Job schema(String database, String... command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                tool("temporal-sql-tool"),
                "--plugin",
                PLUGIN,
                "--endpoint",
                "127.0.0.1",
                "--port",
                Integer.toString(server.port()),
                "--user",
                NAME,
                "--database",
                database));
    words.addAll(List.of(command));
    Program program =
        new Program(
            "temporal-schema",
            List.of(),
            () -> ProgramTable.inEnvironment(words, Map.of("SQL_PASSWORD", password)),
            () -> true,
            Ending.Signal.TERM);
    return new Job(program, () -> {});
  }

  private void makeDatabases() {
    try (var connection = server.asSuperuser().getConnection();
        var statement = connection.createStatement()) {
      LicensingDatabase.makeRole(statement, NAME, password);
      for (String database : List.of(NAME, VISIBILITY)) {
        LicensingDatabase.makeDatabase(statement, database, NAME);
      }
    } catch (SQLException e) {
      throw new LaunchFailure("Temporal's databases cannot be made: " + e.getMessage(), e);
    }
  }

  private String tool(String name) {
    return installation.clusterTool(name).toString();
  }

  private Path write(String name, String content) throws IOException {
    Files.createDirectories(folder());
    return Files.writeString(folder().resolve(name), content);
  }

  private Path folder() {
    return state.temporalCluster();
  }
}
