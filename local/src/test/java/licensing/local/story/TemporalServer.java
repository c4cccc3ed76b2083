package licensing.local.story;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import licensing.purchase.PurchaseSearchAttributes;

/** A Temporal dev server in memory, as a process of its own. */
final class TemporalServer implements AutoCloseable {

  private final Process process;
  private final int port;

  private TemporalServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static TemporalServer start(Path log) throws IOException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getenv().getOrDefault("TEMPORAL_CLI", "temporal"),
                "server",
                "start-dev",
                "--headless",
                "--log-level",
                "error",
                "--ip",
                "127.0.0.1",
                "--port",
                String.valueOf(port)));
    PurchaseSearchAttributes.REGISTERED
        .keySet()
        .forEach(name -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    TemporalServer server = new TemporalServer(process, port);
    server.awaitReady();
    return server;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private void awaitReady() {
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
    try {
      // Connects, and repeats until it is answered.
      service.connect(java.time.Duration.ofSeconds(60));
      if (service.healthCheck().getStatus() != ServingStatus.SERVING) {
        throw new IllegalStateException("Temporal does not serve");
      }
    } finally {
      service.shutdownNow();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
