package licensing.bench.dbos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import licensing.bench.shop.CardPayments;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.Shop;
import licensing.bench.shop.Surroundings;

/** The program: the workflows, and the buyer's three clicks over HTTP. */
public final class DbosApplication implements AutoCloseable {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
  private static final int OK = 204;
  private static final int NOT_YET = 503;

  private final DBOS dbos;
  private final Shop shop;
  private final DbosWorkflow workflow;
  private final HttpServer server;

  DbosApplication(Surroundings surroundings, DataSource database) throws IOException {
    shop = new Shop(database, new CardPayments(surroundings));
    dbos =
        new DBOS(
            DBOSConfig.defaults("bench")
                .withDataSource(database)
                .withMigrate(true)
                // What one start has begun the next one goes on with.
                .withAppVersion("bench")
                .withExecutorId("bench"));
    workflow = dbos.registerProxy(DbosWorkflow.class, new DbosProcess(dbos, shop));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
  }

  public static void main(String[] arguments) throws IOException {
    Surroundings surroundings = Surroundings.fromEnvironment();
    DbosApplication application = new DbosApplication(surroundings, surroundings.database());
    application.start();
    PeerProcess.serve(Integer.toString(application.port()));
  }

  /** Goes on with what was interrupted, and takes clicks. */
  void start() {
    dbos.launch();
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    dbos.close();
  }

  /** POST /subscribe/ID, /confirm/ID, and /pay/ID with the nonce as its body. */
  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean done = click(path[1], UUID.fromString(path[2]).toString(), body);
      exchange.sendResponseHeaders(done ? OK : NOT_YET, -1);
    }
  }

  private boolean click(String click, String purchase, String nonce) {
    return switch (click) {
      case "subscribe" -> {
        dbos.startWorkflow(() -> workflow.purchase(purchase), new StartWorkflowOptions(purchase));
        yield dbos.getEvent(purchase, DbosProcess.PRESENTED, ANSWERS_WITHIN).isPresent();
      }
      case "confirm" -> {
        dbos.send(purchase, true, DbosProcess.CONFIRM, "confirm-" + purchase);
        yield dbos.getEvent(purchase, DbosProcess.CONFIRMED, ANSWERS_WITHIN).isPresent();
      }
      case "pay" -> {
        shop.handIn(UUID.fromString(purchase), nonce);
        dbos.send(purchase, true, DbosProcess.PAID, "paid-" + purchase);
        yield true;
      }
      default -> throw new IllegalArgumentException(click);
    };
  }
}
