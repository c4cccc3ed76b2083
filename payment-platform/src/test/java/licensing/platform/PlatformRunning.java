package licensing.platform;

import com.braintreegateway.BraintreeGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A platform for each test, on a clock the test can move. */
final class PlatformRunning implements BeforeEachCallback, AfterEachCallback {
  /** Changes the settings before the platform starts. */
  interface Change extends java.util.function.UnaryOperator<Settings> {}

  private final Change change;
  private AdjustableClock clock;
  private Path folder;
  private PaymentPlatform platform;

  PlatformRunning() {
    this(settings -> settings);
  }

  PlatformRunning(Change change) {
    this.change = change;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    clock = new AdjustableClock();
    folder = Files.createTempDirectory("platform");
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    platform.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  void restart() throws IOException {
    platform.close();
    start();
  }

  private void start() throws IOException {
    Settings settings = Settings.forTests(folder.resolve("ledger.sqlite"));
    platform = PaymentPlatform.start(change.apply(settings), clock);
  }

  AdjustableClock clock() {
    return clock;
  }

  Path folder() {
    return folder;
  }

  PaymentPlatform platform() {
    return platform;
  }

  BraintreeGateway gateway() {
    return Gateways.of(platform);
  }

  Wire wire() {
    return new Wire(platform);
  }

  ControlClient control() {
    return new ControlClient(wire());
  }
}
