package licensing.bench.naive;

import java.io.IOException;
import licensing.bench.shop.TemporalClients;

/** The program that serves the purchases. */
public final class NaiveWorker {

  private NaiveWorker() {}

  public static void main(String[] arguments) throws IOException {
    TemporalClients.serve(NaiveWorkflow.TASK_QUEUE, NaiveProcess.class);
  }
}
