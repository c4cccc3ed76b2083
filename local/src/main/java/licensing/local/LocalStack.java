package licensing.local;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import licensing.local.buyer.Buyers;

/** The whole stack on one machine, each program a process of its own. */
public final class LocalStack implements AutoCloseable {

  private final Settings settings;
  private final StateFolder state;
  private final Parts parts;
  private final Programs programs;
  private final StartUp startUp;
  private final Consumer<String> told;

  /**
   * @param told hears of progress, and of programs that ended without being asked to
   */
  LocalStack(Settings settings, StateFolder state, Parts parts, Consumer<String> told) {
    this.settings = settings;
    this.state = state;
    this.parts = parts;
    this.told = told;
    this.programs = new Programs(state, told);
    this.startUp = new StartUp(parts, programs, told);
  }

  /** A stack as the environment says; what it leaves open is chosen for this machine. */
  static LocalStack of(
      Installation installation,
      StateFolder state,
      Map<String, String> environment,
      Consumer<String> told) {
    Secrets secrets = Secrets.in(state.secrets());
    Settings settings = new Settings(environment, secrets, state);
    settings.requireTrialsApart();
    Parts parts = Parts.of(settings, secrets, installation, state);
    return new LocalStack(settings, state, parts, told);
  }

  /**
   * A stack for tests: free ports, nothing of the machine's own environment but where tools are.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where state is kept; not emptied
   * @param variables what shall differ from the usual
   */
  public static LocalStack onFreePorts(Path project, Path folder, Map<String, String> variables) {
    Map<String, String> environment = forTrials();
    environment.putAll(variables);
    PrintStream out = System.out;
    return of(
        Installation.of(project, System.getenv()),
        new StateFolder(folder),
        environment,
        line -> out.println("[stack] " + line));
  }

  /**
   * Free ports, and a few buyers who buy more and have more cards declined than all of a real
   * console.
   */
  static Map<String, String> forTrials() {
    Map<String, String> variables = new HashMap<>(Ports.free());
    variables.put("DECLINES_AN_HOUR", "100000");
    variables.put("DECLINES_A_DAY", "100000");
    variables.put("OPEN_PURCHASES", "100000");
    variables.put("SUPPORT_PAGES_A_MINUTE", "100000");
    variables.put("EXPORTS_A_MINUTE", "100000");
    variables.put("OWN_PAGES_A_MINUTE", "100000");
    variables.put("API_REQUESTS_A_MINUTE", "100000");
    variables.put("LICENSE_CHECKS_A_MINUTE", "100000000");
    return variables;
  }

  /**
   * The console on free ports with what it needs, and nobody who would go on with a purchase.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where state is kept; not emptied
   * @param told hears of progress
   */
  public static LocalStack consoleOnFreePorts(Path project, Path folder, Consumer<String> told) {
    LocalStack whole =
        of(Installation.of(project, System.getenv()), new StateFolder(folder), forTrials(), told);
    List<Program> console =
        whole.parts.applications().stream()
            .filter(program -> program.name().equals(OwnProgram.WEB.label()))
            .toList();
    return new LocalStack(whole.settings, whole.state, whole.parts.with(console), told);
  }

  /** Starts everything and returns when all of it can be used. */
  public LocalStack start() {
    state.keepFromOthers();
    requireSameTemporal();
    new Leftovers(state).stop(told);
    parts.lasting().forEach(program -> Ports.requireFree(program, settings));
    startUp.run();
    Thread.ofVirtual().name("training").start(startUp::train);
    return this;
  }

  /** What one of them has begun the other one knows nothing of. */
  private void requireSameTemporal() {
    boolean cluster = parts.cluster().isPresent();
    if (Files.exists(cluster ? state.temporal() : state.temporalCluster())) {
      throw new LaunchFailure(
          "The purchases here were begun %s a Temporal cluster: start %s --cluster, or forget them with ./dev reset."
              .formatted(cluster ? "without" : "on", cluster ? "without" : "with"));
    }
  }

  /** Starts one of the programs again and returns when it can be used. */
  public void start(String name) {
    start(name, Map.of());
  }

  /**
   * The same with variables of its own, such as the WORKER_BUILD_ID of another release, until it is
   * started again.
   */
  public void start(String name, Map<String, String> variables) {
    Program program = program(name).with(variables);
    if (programs.find(name).isPresent()) {
      throw new LaunchFailure(name + " runs already.");
    }
    Ports.requireFree(program, settings);
    startUp.start(program);
  }

  /** Starts again whatever does not run. */
  public void startMissing() {
    names().stream().filter(name -> process(name).isEmpty()).forEach(this::start);
  }

  /**
   * As a deploy does once the workers of a release are ready: what begins from then on begins
   * there.
   *
   * @param buildId of these workers
   */
  public void makeCurrent(String buildId) {
    programs.run(parts.makeCurrent().with(Map.of("WORKER_BUILD_ID", buildId)));
  }

  /** As a crash would end it: at once, with all it started. */
  public void kill(String name) {
    program(name);
    programs.kill(name);
  }

  /** Ends one program as a shutdown would. */
  public void stop(String name) {
    program(name);
    programs.stop(name);
  }

  /** Stops a program in its tracks, as a machine without time for it would. */
  public void pause(String name) {
    program(name);
    programs.find(name).ifPresent(process -> Signals.send("STOP", process));
  }

  /** Lets a paused program go on. */
  public void resume(String name) {
    program(name);
    programs.find(name).ifPresent(process -> Signals.send("CONT", process));
  }

  /** The process of a program, if it runs. */
  public Optional<ProcessHandle> process(String name) {
    return programs.find(name);
  }

  /** The programs' names, first started first. */
  public List<String> names() {
    return parts.lasting().stream().map(Program::name).toList();
  }

  /** Everybody at its console, behind whose balancer they believe its certificate. */
  public Buyers buyers() {
    return buyers(settings, state);
  }

  /** The same of a stack that another process has started. */
  static Buyers buyers(Settings settings, StateFolder state) {
    URI console = URI.create(settings.get("CONSOLE_BASE_URL"));
    return settings.consoles() == 0
        ? new Buyers(console)
        : new Buyers(console, state.certificate().tls());
  }

  /** The value of a variable as the programs see it, such as CONSOLE_BASE_URL. */
  public String get(String variable) {
    return settings.get(variable);
  }

  /** Whether there are people who may log in with their own name. */
  boolean isForTrial() {
    return settings.isForTrial();
  }

  /** The licenses' database, as the role that owns it. */
  public DataSource database() {
    return settings.database();
  }

  /** Another database of the same server, as its superuser. */
  public DataSource databaseAsSuperuser(String name) {
    return parts.postgres().orElseThrow().content().asSuperuser(name);
  }

  /** Stops everything; the state stays. */
  @Override
  public void close() {
    programs.stopAll(names(), name -> told.accept("stopping " + name));
  }

  private Program program(String name) {
    return parts.lasting().stream()
        .filter(program -> program.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new LaunchFailure(
                    "There is no program \"%s\" here, but %s."
                        .formatted(name, String.join(", ", names()))));
  }
}
