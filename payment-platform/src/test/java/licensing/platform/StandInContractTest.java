package licensing.platform;

import com.braintreegateway.BraintreeGateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class StandInContractTest implements GatewayContract {
  @TempDir Path folder;
  private PaymentPlatform platform;

  @BeforeEach
  void start() throws IOException {
    platform = PaymentPlatform.start(Settings.forTests(folder.resolve("ledger.sqlite")));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Override
  public BraintreeGateway gateway() {
    return Gateways.of(platform);
  }
}
