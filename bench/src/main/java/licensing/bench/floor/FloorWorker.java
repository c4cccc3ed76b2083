package licensing.bench.floor;

import java.io.IOException;
import licensing.bench.shop.TemporalClients;

/** The program that serves the purchases. */
public final class FloorWorker {

  private FloorWorker() {}

  public static void main(String[] arguments) throws IOException {
    TemporalClients.serve(FloorWorkflow.TASK_QUEUE, FloorProcess.class);
  }
}
