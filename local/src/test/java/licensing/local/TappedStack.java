package licensing.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real stack, its worker's ways to the platform and to PostgreSQL leading through a test. */
public final class TappedStack {

  private final LocalStack stack;
  private final Settings settings;

  private TappedStack(LocalStack stack, Settings settings) {
    this.stack = stack;
    this.settings = settings;
  }

  /**
   * A stack on free ports.
   *
   * @param platform the port at which the worker finds the platform
   * @param database the port at which the worker finds PostgreSQL
   */
  public static TappedStack in(Path folder, int platform, int database) {
    StateFolder state = new StateFolder(folder);
    Secrets secrets = Secrets.in(state.secrets());
    Installation installation = Installation.of(DummyStack.PROJECT, System.getenv());
    Settings settings = new Settings(Ports.free(), secrets, state);
    Settings tapped = new Settings(workers(settings, platform, database), secrets, state);
    Parts usual = Parts.of(settings, secrets, installation, state);
    Program worker = new ProgramTable(tapped, installation, state).own(OwnProgram.WORKER);
    List<Program> applications =
        usual.applications().stream()
            .map(program -> program.name().equals(worker.name()) ? worker : program)
            .toList();
    Parts parts =
        new Parts(
            usual.postgres(),
            usual.services(),
            usual.first(),
            usual.jobs(),
            applications,
            usual.people());
    LocalStack stack =
        new LocalStack(settings, state, parts, line -> System.out.println("[stack] " + line));
    return new TappedStack(stack, settings);
  }

  public LocalStack stack() {
    return stack;
  }

  public int platformPort() {
    return settings.port(LocalPort.PLATFORM);
  }

  public int databasePort() {
    return settings.port(LocalPort.DATABASE);
  }

  private static Map<String, String> workers(Settings usual, int platform, int database) {
    Map<String, String> environment = new HashMap<>(usual.of(OwnProgram.WORKER));
    environment.put("BRAINTREE_GATEWAY_URL", "http://127.0.0.1:" + platform);
    environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + database + "/licensing");
    return environment;
  }
}
