package licensing.bench.naive;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.util.UUID;
import licensing.bench.shop.CardPayments;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.Shop;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;

/** The program that serves the purchases. */
public final class NaiveWorker {

  private NaiveWorker() {}

  public static void main(String[] arguments) throws IOException {
    Surroundings surroundings = Surroundings.fromEnvironment();
    Shop shop = new Shop(surroundings.database(), new CardPayments(surroundings));
    WorkerFactory factory =
        WorkerFactory.newInstance(
            TemporalClients.of(surroundings),
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkflowCacheSize(2_000)
                .build());
    register(factory.newWorker(NaiveWorkflow.TASK_QUEUE, TemporalClients.workerOptions()), shop);
    factory.start();
    PeerProcess.serve("");
  }

  static void register(Worker worker, Shop shop) {
    worker.registerWorkflowImplementationTypes(NaiveProcess.class);
    worker.registerActivitiesImplementations(new ShopSteps(shop));
  }

  private record ShopSteps(Shop shop) implements NaiveSteps {

    @Override
    public void presentTerms(UUID purchase) {
      shop.presentTerms(purchase);
    }

    @Override
    public void confirmRedirect(UUID purchase) {
      shop.confirmRedirect(purchase);
    }

    @Override
    public boolean authorize(UUID purchase) {
      return shop.authorize(purchase);
    }

    @Override
    public void activate(UUID purchase) {
      shop.activate(purchase);
    }

    @Override
    public void capture(UUID purchase) {
      shop.capture(purchase);
    }

    @Override
    public void end(UUID purchase, String outcome) {
      shop.end(purchase, outcome);
    }
  }
}
