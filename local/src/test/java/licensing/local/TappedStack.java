package licensing.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real stack, its worker's ways to the platform and to PostgreSQL leading through a tap each.
 */
public final class TappedStack implements AutoCloseable {

  private final Tap platformTap = new Tap(() -> settings().port(LocalPort.PLATFORM));
  private final Tap databaseTap = new Tap(() -> settings().port(LocalPort.DATABASE));
  private final Settings settings;
  private final LocalStack stack;

  /**
   * A stack on free ports; not started.
   *
   * @param variables what shall differ from the usual
   */
  public TappedStack(Path folder, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(Ports.free());
    environment.putAll(variables);
    StateFolder state = new StateFolder(folder);
    Secrets secrets = Secrets.in(state.secrets());
    Installation installation = Installation.of(DummyStack.PROJECT, System.getenv());
    settings = new Settings(environment, secrets, state);
    Settings tapped = new Settings(workers(settings), secrets, state);
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
    stack = new LocalStack(settings, state, parts, line -> System.out.println("[stack] " + line));
  }

  public LocalStack stack() {
    return stack;
  }

  /** Between worker and platform. */
  public Tap platformTap() {
    return platformTap;
  }

  /** Between worker and PostgreSQL. */
  public Tap databaseTap() {
    return databaseTap;
  }

  /** The platform itself, as everybody but the worker reaches it. */
  public URI platform() {
    return URI.create("http://127.0.0.1:" + settings.port(LocalPort.PLATFORM));
  }

  @Override
  public void close() {
    stack.close();
    platformTap.close();
    databaseTap.close();
  }

  private Map<String, String> workers(Settings usual) {
    Map<String, String> environment = new HashMap<>(usual.of(OwnProgram.WORKER));
    environment.put("BRAINTREE_GATEWAY_URL", "http://127.0.0.1:" + platformTap.port());
    environment.put(
        "DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + databaseTap.port() + "/licensing");
    return environment;
  }

  private Settings settings() {
    return settings;
  }
}
