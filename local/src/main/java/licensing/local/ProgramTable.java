package licensing.local;

import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which programs there are, and how each is run. */
final class ProgramTable {

  private final Settings settings;
  private final Installation installation;
  private final StateFolder state;
  private final RunnableJars jars;

  ProgramTable(Settings settings, Installation installation, StateFolder state) {
    this.settings = settings;
    this.installation = installation;
    this.state = state;
    this.jars = new RunnableJars(installation);
  }

  Program temporal() {
    return new Program(
        "temporal",
        List.of(LocalPort.TEMPORAL, LocalPort.TEMPORAL_UI, LocalPort.TEMPORAL_METRICS),
        this::temporalCommand,
        Health.port(settings.port(LocalPort.TEMPORAL))
            .and(Health.port(settings.port(LocalPort.TEMPORAL_UI))),
        Ending.Signal.TERM);
  }

  Program own(OwnProgram program) {
    return own(program, program.label(), Map.of());
  }

  /**
   * One of several.
   *
   * @param name what it is called
   * @param moved the ports that it has for itself
   */
  Program own(OwnProgram program, String name, Map<LocalPort, Integer> moved) {
    int port = moved.getOrDefault(program.healthPort(), settings.port(program.healthPort()));
    String health = "http://127.0.0.1:" + port + program.healthPath();
    return new Program(
        name,
        program.ports().stream().filter(each -> !moved.containsKey(each)).toList(),
        () -> {
          ProcessBuilder command = java(program, jars.cache(program).use(), List.of());
          moved.forEach(
              (each, at) -> command.environment().put(each.variable(), Integer.toString(at)));
          return command;
        },
        Health.http(URI.create(health)),
        Ending.Signal.TERM,
        program.patience());
  }

  /**
   * Migrates the database and registers what Temporal must know, then ends.
   *
   * @param only one of them, "database" or "temporal"
   */
  Program migration(String... only) {
    return new Program(
        "migration", List.of(), () -> migrating(only), () -> true, Ending.Signal.TERM);
  }

  /** The same for systems of one's own, said where it is asked for. */
  ProcessBuilder migrate() {
    return migrating().inheritIO();
  }

  private ProcessBuilder migrating(String... only) {
    List<String> arguments = new ArrayList<>(List.of("--migrate"));
    arguments.addAll(List.of(only));
    ProcessBuilder migration = job(arguments.toArray(String[]::new));
    migration.environment().putAll(settings.ofMigration());
    return migration;
  }

  /** Compares the ledgers of the time until now, says what it finds, and ends. */
  ProcessBuilder audit(String length, String grace) {
    return job("--audit", length, grace).inheritIO();
  }

  /**
   * Verifies what is kept of past purchases, says what is wrong, and ends.
   *
   * @param words none, the id of one organization, or "--anchors" and a file to verify instead
   */
  ProcessBuilder evidence(List<String> words) {
    boolean anchors = !words.isEmpty() && words.getFirst().equals("--anchors");
    List<String> arguments =
        new ArrayList<>(List.of(anchors ? "--verify-anchors" : "--verify-evidence"));
    arguments.addAll(anchors ? words.subList(1, words.size()) : words);
    return job(arguments.toArray(String[]::new)).inheritIO();
  }

  /** Makes an administrator, prints the link by which a password is chosen, and ends. */
  ProcessBuilder administrator(List<String> name) {
    List<String> arguments = new ArrayList<>(List.of("--admin"));
    arguments.addAll(name);
    OwnProgram web = OwnProgram.WEB;
    return java(web, jars.cache(web).use(), arguments).inheritIO();
  }

  /** Makes the worker's version the current one, and ends. */
  Program makeCurrent() {
    return new Program(
        "make-current", List.of(), () -> job("--make-current"), () -> true, Ending.Signal.TERM);
  }

  /** Serves nobody; last in line for a processor, since it is in no hurry. */
  Training training(OwnProgram program) {
    AotCache cache = jars.cache(program);
    return new Training(
        new Program(
            "train-" + program.label(),
            List.of(),
            () -> lastInLine(java(program, cache.make(), List.of("--train"))),
            () -> true,
            // Asked to end, the JDK would first write down what it has learned.
            Ending.Signal.KILL),
        cache);
  }

  private static ProcessBuilder lastInLine(ProcessBuilder program) {
    program.command().addAll(0, List.of("nice", "-n", "19"));
    return program;
  }

  /** What the worker does once and then ends. */
  private ProcessBuilder job(String... arguments) {
    OwnProgram worker = OwnProgram.WORKER;
    return java(worker, jars.cache(worker).use(), List.of(arguments));
  }

  private ProcessBuilder java(OwnProgram program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(installation.java().toString()));
    command.addAll(options);
    if (program == OwnProgram.PLATFORM && settings.consoles() > 0) {
      // Its webhooks go to the balancer.
      command.addAll(state.certificate().trusted());
    }
    command.addAll(
        List.of(
            "-Xmx" + program.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Else the heap is collected as a whole after each 7 MB of compiled code: while it
            // starts.
            "-XX:ReservedCodeCacheSize=240m",
            "-XX:+ExitOnOutOfMemoryError",
            // Else the JDK warns of Temporal's network library before the answer of a command.
            "--enable-native-access=ALL-UNNAMED",
            // The payment platform's SDK: a POST must never be sent twice, and it reads and writes
            // by the machine's language, calendar and zone.
            "-Dsun.net.http.retryPost=false",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.timezone=UTC",
            "-jar",
            jars.jar(program).toString()));
    command.addAll(arguments);
    return inEnvironment(command, settings.of(program));
  }

  private ProcessBuilder temporalCommand() {
    if (!Files.isExecutable(installation.temporal())) {
      throw new LaunchFailure("The Temporal CLI is missing. Run ./dev up, which gets it.");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                installation.temporal().toString(),
                "server",
                "start-dev",
                "--ip=127.0.0.1",
                "--port=" + settings.port(LocalPort.TEMPORAL),
                "--ui-port=" + settings.port(LocalPort.TEMPORAL_UI),
                "--metrics-port=" + settings.port(LocalPort.TEMPORAL_METRICS),
                "--namespace=" + settings.get("TEMPORAL_NAMESPACE"),
                "--db-filename=" + state.temporal(),
                // As durable against killed processes as the default, and twice as fast.
                "--sqlite-pragma=journal_mode=wal",
                "--sqlite-pragma=synchronous=1",
                "--log-level=warn"));
    settings.codec().ifPresent(codec -> command.add("--ui-codec-endpoint=" + codec));
    // Of Go: memory for processor time, of which it takes the most of all programs here.
    return inEnvironment(command, Map.of("GOGC", "400"));
  }

  /** Gives a program its own variables and keeps everybody else's secrets from it. */
  static ProcessBuilder inEnvironment(List<String> command, Map<String, String> own) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(Settings::isOurs);
    builder.environment().putAll(own);
    return builder;
  }
}
