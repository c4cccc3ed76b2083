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
        List.of(LocalPort.TEMPORAL, LocalPort.TEMPORAL_UI),
        this::temporalCommand,
        Health.port(settings.port(LocalPort.TEMPORAL))
            .and(Health.port(settings.port(LocalPort.TEMPORAL_UI))),
        Ending.Signal.TERM);
  }

  Program own(OwnProgram program) {
    String health =
        "http://127.0.0.1:" + settings.port(program.healthPort()) + program.healthPath();
    return new Program(
        program.label(),
        program.ports(),
        () -> java(program, List.of()),
        Health.http(URI.create(health)),
        Ending.Signal.TERM);
  }

  /** Migrates the database and registers what Temporal must know, then ends. */
  Program migration() {
    return new Program(
        "migration",
        List.of(),
        () -> java(OwnProgram.WORKER, List.of("--migrate")),
        () -> true,
        Ending.Signal.TERM);
  }

  /** Compares the ledgers of the time until now, says what it finds, and ends. */
  ProcessBuilder audit(String length, String grace) {
    return java(OwnProgram.WORKER, List.of("--audit", length, grace)).inheritIO();
  }

  /** Verifies what is kept of past purchases, says what is wrong, and ends. */
  ProcessBuilder evidence(List<String> organization) {
    List<String> arguments = new ArrayList<>(List.of("--verify-evidence"));
    arguments.addAll(organization);
    return java(OwnProgram.WORKER, arguments).inheritIO();
  }

  private ProcessBuilder java(OwnProgram program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(installation.java().toString()));
    command.addAll(
        List.of(
            "-Xmx" + program.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            // Else the JDK warns of Temporal's network library before the answer of a command.
            "--enable-native-access=ALL-UNNAMED",
            // The payment platform's SDK: a POST must never be sent twice, statuses are English.
            "-Dsun.net.http.retryPost=false",
            "-Duser.language=en",
            "-jar",
            jars.jar(program).toString()));
    command.addAll(arguments);
    return inEnvironment(command, settings.of(program));
  }

  private ProcessBuilder temporalCommand() {
    if (!Files.isExecutable(installation.temporal())) {
      throw new LaunchFailure("The Temporal CLI is missing. Run ./dev up, which gets it.");
    }
    return inEnvironment(
        List.of(
            installation.temporal().toString(),
            "server",
            "start-dev",
            "--ip=127.0.0.1",
            "--port=" + settings.port(LocalPort.TEMPORAL),
            "--ui-port=" + settings.port(LocalPort.TEMPORAL_UI),
            "--namespace=" + settings.get("TEMPORAL_NAMESPACE"),
            "--db-filename=" + state.temporal(),
            // As durable against killed processes as the default, and twice as fast.
            "--sqlite-pragma=journal_mode=wal",
            "--sqlite-pragma=synchronous=1",
            "--log-level=warn"),
        Map.of());
  }

  /** Gives a program its own variables and keeps everybody else's secrets from it. */
  private static ProcessBuilder inEnvironment(List<String> command, Map<String, String> own) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(Settings::isOurs);
    builder.environment().putAll(own);
    return builder;
  }
}
