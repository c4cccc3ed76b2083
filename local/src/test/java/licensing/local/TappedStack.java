package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  private final StateFolder state;
  private final Installation installation;
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
    state = new StateFolder(folder);
    Secrets secrets = Secrets.in(state.secrets());
    installation = Installation.of(DummyStack.PROJECT, System.getenv());
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

  /** A way to the platform past everything of ours. */
  public BraintreeGateway gateway() {
    String url = settings.get("BRAINTREE_GATEWAY_URL");
    return new BraintreeGateway(
        new Environment(url, url, new String[0], "local", url),
        settings.get("BRAINTREE_MERCHANT_ID"),
        settings.get("BRAINTREE_PUBLIC_KEY"),
        settings.get("BRAINTREE_PRIVATE_KEY"));
  }

  /**
   * What ./dev audit prints, of all that was bought here; nothing is spared as too recent.
   *
   * @param exitCode that is expected
   */
  public String audit(int exitCode) throws IOException, InterruptedException {
    ProcessBuilder audit =
        new ProgramTable(settings, installation, state)
            .audit("PT24H", "PT0S")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.PIPE);
    Process process = audit.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
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
