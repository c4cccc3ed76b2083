package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The stack of a checkout as its own launcher runs it, with ports and a state of its own: the
 * programs, and how they are run, are that checkout's. It is run in a folder with links to the
 * checkout's, so that what runs in the checkout itself is left alone.
 */
final class BuiltStack implements AutoCloseable {

  static final List<String> PROGRAMS = List.of("postgres", "temporal", "platform", "worker", "web");

  private static final List<String> LINKED =
      List.of("local", "web", "worker", "payment-platform", ".state/tools");
  private static final String DATABASE = "licensing";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final StateFolder state;
  private final Settings settings;
  private final Secrets secrets;
  private final RunningProgram launcher;
  private final Path temporal;
  private boolean closed;

  private BuiltStack(
      StateFolder state,
      Settings settings,
      Secrets secrets,
      RunningProgram launcher,
      Path temporal) {
    this.temporal = temporal;
    this.state = state;
    this.settings = settings;
    this.secrets = secrets;
    this.launcher = launcher;
  }

  /**
   * Not ready yet.
   *
   * @param checkout which must be built
   * @param folder where it is run, which must be empty
   * @param temporal the Temporal CLI
   */
  static BuiltStack launched(Path checkout, Path folder, Path temporal) {
    if (!Files.isRegularFile(checkout.resolve("local/target/local.jar"))) {
      throw new LaunchFailure("Nothing is built in %s. Run ./dev build there.".formatted(checkout));
    }
    try {
      link(checkout, folder);
      StateFolder state = new StateFolder(folder.resolve(".state"));
      Map<String, String> ports = Ports.free();
      Secrets secrets = Secrets.in(state.secrets());
      Settings settings = new Settings(ports, secrets, state);
      return new BuiltStack(
          state, settings, secrets, launch(folder, ports, temporal, settings), temporal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when it can be used. */
  BuiltStack ready() throws InterruptedException {
    launcher.awaitReady(PATIENCE);
    return this;
  }

  URI console() {
    return URI.create(settings.get("CONSOLE_BASE_URL"));
  }

  /** As the superuser, since another build names the roles as it likes. */
  DataSource database() {
    return LicensingDatabase.on(settings.port(LocalPort.DATABASE), secrets).asSuperuser(DATABASE);
  }

  /** How many purchases have ended. */
  int ended() throws SQLException {
    try (var connection = database().getConnection();
        var query =
            connection.prepareStatement(
                "select count(*) from purchases where ended_at is not null");
        var row = query.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /** What its Temporal has counted until now. */
  Actions actions() throws InterruptedException {
    return Actions.countedAt(settings.port(LocalPort.TEMPORAL_METRICS));
  }

  /** Of the purchase that ended last. */
  HistoryCost historyOfLast() throws Exception {
    try (var connection = database().getConnection();
        var query =
            connection.prepareStatement(
                "select id from purchases where ended_at is not null order by ended_at desc limit 1");
        var row = query.executeQuery()) {
      row.next();
      return HistoryCost.of(
          List.of(
              temporal.toString(),
              "--address=" + settings.get("TEMPORAL_ADDRESS"),
              "--namespace=" + settings.get("TEMPORAL_NAMESPACE")),
          "purchase-" + row.getString(1));
    }
  }

  /** How many milliseconds each program has had a processor. */
  Map<String, Long> processorTimes() {
    Map<String, Long> times = new LinkedHashMap<>();
    for (String name : PROGRAMS) {
      times.put(name, ProcessorTime.milliseconds(process(name)));
    }
    return times;
  }

  ProcessHandle process(String name) {
    return new PidFile(state.pid(name))
        .running()
        .orElseThrow(() -> new LaunchFailure(name + " does not run: " + state.root()));
  }

  void kill(String name) {
    Control.ask(state.socket(), "kill " + name);
  }

  /** Returns when it can be used. */
  void start(String name) {
    Control.ask(state.socket(), "start " + name);
  }

  /** What answers with 200 as soon as the program does its work: a page, or a worker's health. */
  URI firstUse(String name) {
    return name.equals(OwnProgram.WEB.label())
        ? console().resolve("/login")
        : health(settings, OwnProgram.WORKER);
  }

  /** More often than once as well: from outside this may be ended at any moment. */
  @Override
  public synchronized void close() {
    if (!closed) {
      launcher.stop();
      new Leftovers(state).stop(_ -> {});
      closed = true;
    }
  }

  private static void link(Path checkout, Path folder) throws IOException {
    Files.createDirectories(checkout.resolve(".state/tools"));
    Files.createDirectories(folder.resolve(".state"));
    for (String name : LINKED) {
      Files.createSymbolicLink(folder.resolve(name), checkout.resolve(name).toRealPath());
    }
  }

  private static RunningProgram launch(
      Path folder, Map<String, String> ports, Path temporal, Settings settings) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlicensing.starter=" + ProcessHandle.current().pid(),
            // Else that would be done beside what is measured.
            "-Dlicensing.train.first=true",
            "-jar",
            "local/target/local.jar",
            "up");
    command.directory(folder.toFile());
    command.environment().keySet().removeIf(Settings::isOurs);
    command.environment().putAll(ports);
    command.environment().put("TEMPORAL_CLI", temporal.toString());
    LogFile log = LogFile.open(folder.resolve("launcher.log"));
    command.redirectErrorStream(true).redirectOutput(log.redirect());
    Program launcher =
        new Program(
            "the launcher in " + folder,
            List.of(),
            () -> command,
            ready(settings, OwnProgram.WORKER).and(ready(settings, OwnProgram.WEB)),
            Ending.Signal.TERM);
    return new RunningProgram(launcher, command.start(), log);
  }

  private static Health ready(Settings settings, OwnProgram program) {
    return Health.http(health(settings, program));
  }

  private static URI health(Settings settings, OwnProgram program) {
    return URI.create(
        "http://127.0.0.1:" + settings.port(program.healthPort()) + program.healthPath());
  }
}
