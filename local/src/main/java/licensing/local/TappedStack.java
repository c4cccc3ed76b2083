package licensing.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The real stack, with a mail server and receivers of webhooks beside it; some of its ways lead
 * through a tap each: the worker's and the console's to what they use, and everybody's to the
 * console.
 */
public final class TappedStack implements AutoCloseable {

  /** The worker whose ways are tapped. */
  public static final String WORKER = "worker";

  /** One more that serves the same, and whose ways are its own. */
  public static final String SECOND_WORKER = "worker-2";

  private final Tap platformTap = new Tap(() -> settings().port(LocalPort.PLATFORM));
  private final Tap databaseTap = new Tap(() -> settings().port(LocalPort.DATABASE));
  private final Tap consoleDatabaseTap = new Tap(() -> settings().port(LocalPort.DATABASE));
  private final Tap consoleTap = new Tap(() -> settings().port(LocalPort.CONSOLE));
  private final MailServer mailServer = new MailServer();
  private final WebhookReceiver webhookReceiver = new WebhookReceiver();
  private final Tap mailTap = new Tap(mailServer::port);
  private final Tap webhookTap = new Tap(webhookReceiver::port);
  private final StateFolder state;
  private final Secrets secrets;
  private final Installation installation;
  private final Settings settings;
  private final Optional<Settings> secondWorker;
  private final LocalStack stack;

  /**
   * A stack on free ports; not started.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where state is kept
   * @param variables what shall differ from the usual
   * @param secondWorker what differs for one more worker; empty where there is none
   * @param told hears of progress
   */
  public TappedStack(
      Path project,
      Path folder,
      Map<String, String> variables,
      Optional<Map<String, String>> secondWorker,
      Consumer<String> told) {
    Map<String, String> environment = LocalStack.forTrials();
    environment.put("PLATFORM_WEBHOOK_URL", console() + "/webhooks/payment-platform");
    environment.putAll(Mailbox.variables(mailTap.port()));
    environment.putAll(variables);
    state = new StateFolder(folder);
    secrets = Secrets.in(state.secrets());
    installation = Installation.of(project, System.getenv());
    settings = new Settings(environment, secrets, state);
    Parts usual = Parts.of(settings, secrets, installation, state);
    List<Program> applications =
        new ArrayList<>(usual.applications().stream().map(this::tapped).toList());
    this.secondWorker = secondWorker.map(this::settingsOfSecondWorker);
    this.secondWorker.map(this::secondWorker).ifPresent(applications::add);
    stack = new LocalStack(settings, state, usual.with(applications), told);
  }

  public LocalStack stack() {
    return stack;
  }

  /** Between the worker and the platform. */
  public Tap platformTap() {
    return platformTap;
  }

  /** Between the worker and PostgreSQL. */
  public Tap databaseTap() {
    return databaseTap;
  }

  /** Between the console and PostgreSQL. */
  public Tap consoleDatabaseTap() {
    return consoleDatabaseTap;
  }

  /** Between the console and whoever calls {@link #console}, the platform's webhooks included. */
  public Tap consoleTap() {
    return consoleTap;
  }

  /** Between the workers and the mail server. */
  public Tap mailTap() {
    return mailTap;
  }

  /** Between the workers and the receivers of webhooks. */
  public Tap webhookTap() {
    return webhookTap;
  }

  public MailServer mailServer() {
    return mailServer;
  }

  public WebhookReceiver webhookReceiver() {
    return webhookReceiver;
  }

  /** Of an endpoint with that name, through its tap. */
  public String webhookAddress(String name) {
    return "http://127.0.0.1:" + webhookTap.port() + "/" + name;
  }

  /** The console, through its tap. */
  public URI console() {
    return URI.create("http://localhost:" + consoleTap.port());
  }

  /** The platform itself, as everybody but the worker reaches it. */
  public URI platform() {
    return URI.create("http://127.0.0.1:" + settings.port(LocalPort.PLATFORM));
  }

  /** What operators type their commands into. */
  public Path temporalCli() {
    return installation.temporal();
  }

  /** Where the programs' logs are. */
  public Path logs() {
    return state.logs();
  }

  /** The keys and passwords of its programs, which none of them may write down. */
  public List<String> secrets() {
    return secrets.hidden();
  }

  /**
   * What a job of the worker's says.
   *
   * @param exitCode 0 where it found nothing wrong
   */
  public record Said(int exitCode, String text) {}

  /** As ./dev audit, of all that was bought here; nothing is spared as too recent. */
  public Said audit() throws IOException, InterruptedException {
    return said(table(settings).audit("PT24H", "PT0S"));
  }

  /** As ./dev evidence, of all organizations; no Temporal is reached. */
  public Said evidence() throws IOException, InterruptedException {
    ProcessBuilder evidence = table(settings).evidence(List.of());
    evidence.environment().put("TEMPORAL_ADDRESS", "127.0.0.1:1");
    return said(evidence);
  }

  /** As a deploy does once the workers of its version are ready: here those of the second one. */
  public Said makeSecondWorkersVersionCurrent() throws IOException, InterruptedException {
    return said(table(secondWorker.orElseThrow()).makeCurrent().command().prepare());
  }

  @Override
  public void close() {
    stack.close();
    platformTap.close();
    databaseTap.close();
    consoleDatabaseTap.close();
    consoleTap.close();
    mailTap.close();
    webhookTap.close();
    mailServer.close();
    webhookReceiver.close();
  }

  private static Said said(ProcessBuilder job) throws IOException, InterruptedException {
    Process process =
        job.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private Program tapped(Program usual) {
    if (usual.name().equals(OwnProgram.WORKER.label())) {
      Map<String, String> ways = ways(OwnProgram.WORKER, databaseTap);
      ways.put("BRAINTREE_GATEWAY_URL", "http://127.0.0.1:" + platformTap.port());
      return table(new Settings(ways, secrets, state)).own(OwnProgram.WORKER);
    }
    if (usual.name().equals(OwnProgram.WEB.label())) {
      Map<String, String> ways = ways(OwnProgram.WEB, consoleDatabaseTap);
      return table(new Settings(ways, secrets, state)).own(OwnProgram.WEB);
    }
    return usual;
  }

  private Settings settingsOfSecondWorker(Map<String, String> variables) {
    Map<String, String> own = new HashMap<>(settings.of(OwnProgram.WORKER));
    own.put(
        LocalPort.WORKER_MANAGEMENT.variable(),
        Integer.toString(Ports.someFree().iterator().nextInt()));
    own.putAll(variables);
    return new Settings(own, secrets, state);
  }

  private Program secondWorker(Settings own) {
    Program worker = table(own).own(OwnProgram.WORKER);
    return new Program(
        SECOND_WORKER,
        List.of(),
        worker.command(),
        worker.ready(),
        worker.ending(),
        worker.patience());
  }

  /** Statements are not prepared on the server, so that each is sent with its text. */
  private Map<String, String> ways(OwnProgram program, Tap database) {
    Map<String, String> own = new HashMap<>(settings.of(program));
    own.put(
        "DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:" + database.port() + "/licensing?prepareThreshold=0");
    return own;
  }

  private ProgramTable table(Settings settings) {
    return new ProgramTable(settings, installation, state);
  }

  private Settings settings() {
    return settings;
  }
}
