package licensing.crash;

import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import licensing.platform.PaymentPlatform;
import licensing.platform.Settings;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;

/** Temporal and the platform, which go by the same time: Temporal's, that is skipped. */
final class World implements AutoCloseable {

  private final Fates fates = new Fates();
  private final TestWorkflowEnvironment temporal;
  private final PaymentPlatform platform;

  World() {
    TestEnvironmentOptions.Builder server =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(new MortalWorker(fates))
                    .setUsingVirtualWorkflowThreads(true)
                    .build());
    PurchaseSearchAttributes.REGISTERED.forEach(server::registerSearchAttribute);
    temporal = TestWorkflowEnvironment.newInstance(server.build());
    try {
      platform =
          PaymentPlatform.start(
              Settings.forTests(Files.createTempDirectory("ledger").resolve("ledger.db")), clock());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Fates fates() {
    return fates;
  }

  TestWorkflowEnvironment temporal() {
    return temporal;
  }

  PaymentPlatform platform() {
    return platform;
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  @Override
  public void close() {
    temporal.close();
    platform.close();
  }
}
