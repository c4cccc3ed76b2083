package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** The containers and the programs must speak of the same ports, variables and addresses. */
class ComposeTest {

  /** Set in the image, or left at the program's default, since a container has its own ports. */
  private static final Set<String> NOT_IN_COMPOSE =
      Set.of(
          "CONSOLE_PORT",
          "CONSOLE_MANAGEMENT_PORT",
          "CONSOLE_BIND",
          "CONSOLE_MANAGEMENT_BIND",
          "WORKER_MANAGEMENT_PORT",
          "WORKER_BIND",
          "WORKER_BUILD_ID",
          "PLATFORM_PORT",
          "PLATFORM_BIND",
          "PLATFORM_LEDGER",
          "PLATFORM_MERCHANT_ORIGINS",
          "PLATFORM_MERCHANT_ACCOUNT",
          "PLATFORM_CURRENCY",
          "PLATFORM_NONCE_SECONDS",
          "PLATFORM_AUTHORIZATION_SECONDS",
          "PLATFORM_SETTLEMENT_SECONDS",
          "PLATFORM_DUPLICATE_WINDOW_SECONDS",
          "PLATFORM_SEARCH_PAGE_SIZE",
          "PLATFORM_CONTROL",
          "SECRETS_FOLDER");

  /** What runs to its end. */
  private static final Set<String> JOBS =
      Set.of("temporal-schema", "temporal-namespace", "migration", "make-current");

  /** Temporal's images write their configuration beside their programs. */
  private static final Set<String> WRITING =
      Set.of("temporal", "temporal-ui", "temporal-schema", "temporal-namespace", "temporal-tools");

  private final Map<String, Map<String, Object>> services = services();
  private final String dockerfile = read("Dockerfile");

  @ParameterizedTest
  @EnumSource
  void aServiceGetsTheVariablesThatItsProgramReads(OwnProgram program) {
    Set<String> expected = new TreeSet<>(program.variables());
    expected.removeAll(NOT_IN_COMPOSE);

    assertThat(environment(program.module()).keySet())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theMigrationIsTheWorkersJob() {
    assertThat(services.get("migration").get("command")).isEqualTo(List.of("--migrate"));
    assertThat(target("migration")).isEqualTo("worker");
    assertThat(withoutRole("migration")).isEqualTo(withoutRole("worker"));
  }

  @Test
  void eachProgramLogsInToTheDatabaseWithARoleOfItsOwn() {
    String roles = read("local/compose/roles.sh");
    Map<String, String> variables =
        Map.of("migration", "DATABASE", "worker", "WORKER_DATABASE", "web", "CONSOLE_DATABASE");

    variables.forEach(
        (service, variable) -> {
          String user = String.valueOf(environment(service).get("DATABASE_USER"));
          assertThat(user).startsWith("${" + variable + "_USER:-licensing_");
          assertThat(roles)
              .contains("create role %s login".formatted(user.replaceAll(".*:-|}", "")))
              .contains("$" + variable + "_PASSWORD");
          assertThat(environment(service).get("DATABASE_PASSWORD"))
              .asString()
              .startsWith("${" + variable + "_PASSWORD:?");
        });
  }

  @Test
  void aReleaseIsMadeTheCurrentOneByItsOwnWorkerOnceThatIsReady() {
    assertThat(services.get("make-current"))
        .containsEntry("command", List.of("--make-current"))
        .containsEntry("depends_on", Map.of("worker", Map.of("condition", "service_healthy")));
    assertThat(target("make-current")).isEqualTo("worker");
    assertThat(environment("make-current")).isEqualTo(environment("worker"));
  }

  /**
   * Built from the same sources, all of a release bear its number, by which the next one finds it.
   */
  @Test
  void theReleaseBeforeGoesOnBesideIt() {
    String release =
        found("<version>([^<]*)</version>\\s*<packaging>pom", read("pom.xml")).iterator().next();

    for (String service : List.of("migration", "worker", "make-current")) {
      assertThat(services.get(service)).containsEntry("image", "licensing/worker:" + release);
    }
    assertThat(services.get("previous-worker"))
        .containsEntry("profiles", List.of("previous"))
        .containsEntry("image", "licensing/worker:${PREVIOUS_RELEASE:-1.0.0}")
        .containsEntry("stop_grace_period", services.get("worker").get("stop_grace_period"));
    assertThat(environment("previous-worker")).isEqualTo(environment("worker"));
  }

  @Test
  void aWorkerMayBringToItsEndWhatItHasBegun() {
    assertThat(services.get("worker"))
        .containsEntry("stop_grace_period", OwnProgram.WORKER.patience().toSeconds() + "s");
  }

  @ParameterizedTest
  @EnumSource
  void aServiceIsBuiltFromItsProgramsTarget(OwnProgram program) {
    String stage = stage(program);

    assertThat(target(program.module())).isEqualTo(program.module());
    assertThat(stage)
        .contains("ENTRYPOINT [\"java\", \"-jar\", \"%s.jar\"]".formatted(program.module()))
        .contains("COPY --from=build /apps/" + program.module() + " ./");
    assertThat(dockerfile).contains(program.module() + "/target/" + program.module() + ".jar");
  }

  @ParameterizedTest
  @EnumSource
  void anImageLooksAtItsProgramsHealth(OwnProgram program) {
    int port = program.healthPort().usual();

    assertThat(stage(program))
        .contains("CMD [\"healthy\", \"%d\", \"%s\"]".formatted(port, program.healthPath()));
    program
        .ports()
        .forEach(p -> assertThat(exposed(program)).contains(Integer.toString(p.usual())));
  }

  @Test
  void whatIsPublishedIsOnLoopbackAtTheUsualPorts() {
    assertThat(published("web")).isEqualTo("127.0.0.1:${CONSOLE_PORT:-8080}:8080");
    assertThat(published("payment-platform")).isEqualTo("127.0.0.1:${PLATFORM_PORT:-8090}:8090");
    assertThat(published("temporal-ui")).isEqualTo("127.0.0.1:${TEMPORAL_UI_PORT:-8233}:8080");
    for (LocalPort port : List.of(LocalPort.CONSOLE, LocalPort.PLATFORM, LocalPort.TEMPORAL_UI)) {
      assertThat(read("docker-compose.yml"))
          .contains("${%s:-%d}".formatted(port.variable(), port.usual()));
    }
  }

  /** Temporal believes whoever reaches it, and the database is nobody's business. */
  @Test
  void nobodyOutsideReachesWhatAsksNobodyWhoTheyAre() {
    Map<String, Map<String, Object>> networks = section("networks");

    assertThat(services).allSatisfy((name, service) -> assertThat(networks(name)).isNotEmpty());
    for (String closed : List.of("postgres", "temporal")) {
      assertThat(services.get(closed)).doesNotContainKey("ports");
      assertThat(networks(closed))
          .allSatisfy(network -> assertThat(networks.get(network)).containsEntry("internal", true));
    }
    assertThat(networks("payment-platform")).containsExactly("outside");
    assertThat(networks("temporal-ui")).doesNotContain("database", "outside");
  }

  @Test
  void containersHaveTheRightsAndTheRoomThatTheyNeed() {
    assertThat(services)
        .allSatisfy(
            (name, service) -> {
              assertThat(service)
                  .containsEntry("cap_drop", List.of("ALL"))
                  .containsEntry("security_opt", List.of("no-new-privileges:true"))
                  .containsEntry("restart", JOBS.contains(name) ? "no" : "unless-stopped")
                  .containsKeys("pids_limit", "mem_limit");
              assertThat(service.get("read_only")).isEqualTo(WRITING.contains(name) ? null : true);
            });
  }

  /** What is there, is there to be filled with secrets: in no history, and in no image. */
  @Test
  void filesWithSecretsAreLeftOut() {
    assertThat(read(".gitignore").lines()).contains(".env*");
    assertThat(read(".dockerignore").lines()).contains(".env*", ".state", ".git");
  }

  @Test
  @SuppressWarnings("unchecked")
  void prometheusAsksEveryInstanceWhereItsMetricsAre() {
    Map<String, Object> prometheus = new Yaml().load(read("local/prometheus/prometheus.yml"));
    Map<String, OwnProgram> jobs = Map.of("worker", OwnProgram.WORKER, "console", OwnProgram.WEB);

    assertThat((List<Map<String, Object>>) prometheus.get("scrape_configs"))
        .hasSize(jobs.size())
        .allSatisfy(
            job -> {
              OwnProgram program = jobs.get(String.valueOf(job.get("job_name")));
              assertThat(job.get("dns_sd_configs"))
                  .asString()
                  .contains("names=[" + program.module() + "]")
                  .contains("port=" + program.healthPort().usual());
            });
  }

  @Test
  void theTemporalUiIsToReadAlone() {
    assertThat(environment("temporal-ui")).containsEntry("TEMPORAL_DISABLE_WRITE_ACTIONS", "true");
  }

  @Test
  void imagesArePinned() {
    assertThat(services.values())
        .allSatisfy(
            service ->
                assertThat(service.containsKey("build") || isPinned(service.get("image")))
                    .isTrue());
    assertThat(found("^FROM (\\S+:\\S+)", dockerfile)).hasSize(2).allMatch(ComposeTest::isPinned);
  }

  @Test
  void everySecretMustBeGiven() {
    String compose = read("docker-compose.yml");

    assertThat(
            found(
                "(\\w*(?:PASSWORD|PRIVATE_KEY|SECRET_KEY|SIGNING_KEY)\\w*): \\$\\{\\w+(?!:\\?|\\w)",
                compose))
        .as("but for that of a mail server, which may ask nobody who they are")
        .containsExactly("MAIL_PASSWORD");
    assertThat(found("\\$\\{(\\w+):\\?", compose))
        .allSatisfy(
            variable ->
                assertThat(read("local/compose/environment.example")).contains(variable + "="));
  }

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "WEB"})
  void theLauncherKnowsEveryVariableThatAProgramReads(OwnProgram program) {
    String yaml = read(program.module() + "/src/main/resources/application.yaml");

    assertThat(program.variables()).containsAll(found("\\$\\{([A-Z_]+)[:}]", yaml));
  }

  private static Map<String, Map<String, Object>> services() {
    return section("services");
  }

  private static Map<String, Map<String, Object>> section(String name) {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml().load(read("docker-compose.yml"));
    return compose.get(name);
  }

  @SuppressWarnings("unchecked")
  private List<String> networks(String service) {
    return (List<String>) services.get(service).get("networks");
  }

  private Map<String, Object> withoutRole(String service) {
    Map<String, Object> variables = new HashMap<>(environment(service));
    variables.keySet().removeAll(Set.of("DATABASE_USER", "DATABASE_PASSWORD"));
    return variables;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> environment(String service) {
    return (Map<String, Object>) services.get(service).get("environment");
  }

  private String target(String service) {
    return (String) ((Map<?, ?>) services.get(service).get("build")).get("target");
  }

  private String published(String service) {
    return (String) ((List<?>) services.get(service).get("ports")).getFirst();
  }

  private String stage(OwnProgram program) {
    String start = "FROM program AS " + program.module() + "\n";
    assertThat(dockerfile).contains(start);
    return dockerfile.substring(dockerfile.indexOf(start) + start.length()).split("\nFROM ")[0];
  }

  private String exposed(OwnProgram program) {
    return found("EXPOSE (.*)", stage(program)).iterator().next();
  }

  private static boolean isPinned(Object image) {
    return String.valueOf(image)
        .replaceFirst("\\$\\{\\w+:-([^}]*)}", "$1")
        .matches("[\\w./-]+:v?[\\d.]*\\d+\\.\\d+\\S*");
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .forEach(found::add);
    return found;
  }

  private static String read(String file) {
    try {
      return Files.readString(DummyStack.PROJECT.resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
