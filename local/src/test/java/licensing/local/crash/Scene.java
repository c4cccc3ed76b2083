package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.BraintreeGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import licensing.local.LocalStack;
import licensing.local.MailServer;
import licensing.local.PlatformGateway;
import licensing.local.PreparedState;
import licensing.local.Standby;
import licensing.local.Tap;
import licensing.local.TappedStack;
import licensing.local.WebhookReceiver;
import licensing.local.buyer.Browser;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;

/** The stack of these tests, and what can be seen around it. */
final class Scene implements AutoCloseable {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  /** With whatever takes no longer than a busy machine makes it. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Path folder;
  private final TappedStack tapped;
  private final Buyers buyers;
  private final Buyers tappedBuyers;
  private long warm;

  private Scene(
      Path folder, Map<String, String> variables, Optional<Map<String, String>> secondWorker) {
    this.folder = folder;
    tapped =
        new TappedStack(
            PROJECT,
            folder,
            variables,
            secondWorker,
            line -> System.out.println("[stack] " + line));
    buyers = new Buyers(console());
    tappedBuyers = new Buyers(tapped.console());
  }

  /**
   * @param variables what shall differ from the usual
   */
  static Scene start(Map<String, String> variables) {
    return start(variables, Optional.empty());
  }

  /** With a worker of the version that is current, as everywhere here, and another of the next. */
  static Scene beforeVersion(String next) {
    return start(Map.of(), Optional.of(Map.of("WORKER_BUILD_ID", next)));
  }

  private static Scene start(
      Map<String, String> variables, Optional<Map<String, String>> secondWorker) {
    Scene scene = new Scene(PreparedState.copied("crash-"), variables, secondWorker);
    try {
      scene.stack().start();
      scene.warmUp();
      return scene;
    } catch (RuntimeException e) {
      scene.close();
      throw e;
    }
  }

  /** Starts again whatever a test has killed. */
  void repair() {
    platformTap().open();
    databaseTap().open();
    consoleDatabaseTap().open();
    consoleTap().open();
    mailTap().open();
    webhookTap().open();
    stack().startMissing();
    warmUp();
  }

  LocalStack stack() {
    return tapped.stack();
  }

  /** Between worker and platform. */
  Tap platformTap() {
    return tapped.platformTap();
  }

  /** Between worker and PostgreSQL. */
  Tap databaseTap() {
    return tapped.databaseTap();
  }

  /** Between console and PostgreSQL. */
  Tap consoleDatabaseTap() {
    return tapped.consoleDatabaseTap();
  }

  /** Between the console and whoever comes by {@link #tappedBuyer}. */
  Tap consoleTap() {
    return tapped.consoleTap();
  }

  /** Between workers and the mail server. */
  Tap mailTap() {
    return tapped.mailTap();
  }

  /** Between workers and the receivers of webhooks. */
  Tap webhookTap() {
    return tapped.webhookTap();
  }

  MailServer mailServer() {
    return tapped.mailServer();
  }

  WebhookReceiver webhookReceiver() {
    return tapped.webhookReceiver();
  }

  /** Of an endpoint with that name. */
  String webhookAddress(String name) {
    return tapped.webhookAddress(name);
  }

  /** What operators type their commands into. */
  Path temporalCli() {
    return tapped.temporalCli();
  }

  BraintreeGateway gateway() {
    return PlatformGateway.of(stack());
  }

  /** A second PostgreSQL, which has all that the first one has. */
  Standby standby() throws IOException, SQLException {
    return Standby.of(PROJECT, folder, stack());
  }

  /** What a program has said since it was started. */
  String log(String program) {
    try {
      return Files.readString(folder.resolve("logs").resolve(program + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ./dev audit says; its exit code must be the one given. */
  String audit(int exitCode) throws IOException, InterruptedException {
    return said(tapped.audit(), exitCode);
  }

  /** What ./dev evidence says; its exit code must be the one given. */
  String evidence(int exitCode) throws IOException, InterruptedException {
    return said(tapped.evidence(), exitCode);
  }

  /** What a deploy ends with. */
  void makeNextVersionCurrent() throws IOException, InterruptedException {
    said(tapped.makeSecondWorkersVersionCurrent(), 0);
  }

  private static String said(TappedStack.Said job, int exitCode) {
    assertThat(job.exitCode()).as(job.text()).isEqualTo(exitCode);
    return job.text();
  }

  /** As above, whatever it finds. */
  String audit() throws IOException, InterruptedException {
    return tapped.audit().text();
  }

  Buyer buyer(String name) {
    return buyers.loggedIn(name);
  }

  /** Whose way to the console leads through its tap. */
  Buyer tappedBuyer(String name) {
    return tappedBuyers.loggedIn(name);
  }

  /** A browser without cookies, at any site. */
  Browser browserOf(URI site) {
    return buyers.browserOf(site);
  }

  URI console() {
    return URI.create(stack().get("CONSOLE_BASE_URL"));
  }

  Ledger ledger() {
    return new Ledger(platform());
  }

  URI platform() {
    return tapped.platform();
  }

  Records records() {
    return new Records(stack().database());
  }

  Accounts accounts() {
    return new Accounts(ledger(), records());
  }

  @Override
  public void close() {
    buyers.close();
    tappedBuyers.close();
    tapped.close();
  }

  /** A console that has just started may take longer for its first purchase than buyers wait. */
  private void warmUp() {
    long console = stack().process("web").orElseThrow().pid();
    if (console != warm) {
      buyer("buyer").subscribed(1);
      warm = console;
    }
  }
}
