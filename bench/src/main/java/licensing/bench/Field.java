package licensing.bench;

import io.temporal.client.WorkflowClient;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import licensing.bench.dbos.DbosApplication;
import licensing.bench.dbos.DbosTransact;
import licensing.bench.floor.Floor;
import licensing.bench.floor.FloorWorker;
import licensing.bench.killbill.KillBillPayment;
import licensing.bench.killbill.KillBillPlan;
import licensing.bench.killbill.KillBillServer;
import licensing.bench.killbill.KillBillTables;
import licensing.bench.killbill.KillBillTenant;
import licensing.bench.naive.Naive;
import licensing.bench.naive.NaiveWorker;
import licensing.bench.ours.Ours;
import licensing.bench.ours.OursByPages;
import licensing.bench.outbox.OutboxPoller;
import licensing.bench.outbox.OutboxTable;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;
import licensing.local.LocalStack;

/** The product and its peers, all of which run all the time, beside one stack. */
final class Field implements AutoCloseable {

  /** Of the product. */
  private static final String DATABASE = "licensing";

  private static final String ROLE = "bench";

  private final LocalStack stack;
  private final Path logs;
  private final String password = UUID.randomUUID().toString();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Entrant> entrants = new ArrayList<>();

  /**
   * @param stack which runs
   * @param project whose programs are built
   * @param logs where the peers' programs say what they do
   * @param killBill whether Kill Bill runs as well, which ./dev has got before
   */
  Field(LocalStack stack, Path project, Path logs, boolean killBill) throws Exception {
    this.stack = stack;
    this.logs = logs;
    try {
      execute("create role %s login password '%s'".formatted(ROLE, password));
      product(project);
      floor();
      naive();
      outbox();
      dbos();
      if (killBill) {
        killBill(project.resolve(".state/tools/killbill"));
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** In the order of their turns. */
  List<Entrant> entrants() {
    return List.copyOf(entrants);
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private void product(Path project) throws SQLException {
    Ours ours = kept(new Ours(stack, project, surroundings(DATABASE)));
    Victim worker = new StackProgram(stack, "worker");
    Victim web = new StackProgram(stack, "web");
    OursByPages pages = kept(new OursByPages(stack, ours));
    entrants.add(new Entrant(ours, DATABASE, Map.of(Entrant.WORKER, worker), true));
    entrants.add(new Entrant(pages, DATABASE, Map.of(Entrant.WORKER, worker, "web", web), false));
  }

  private void floor() throws Exception {
    Surroundings surroundings = withDatabase("floor");
    ShopFront front = kept(ShopFront.of(surroundings));
    add(new Floor(front, temporal(surroundings)), worker(FloorWorker.class, surroundings));
  }

  private void naive() throws Exception {
    Surroundings surroundings = withDatabase("naive");
    ShopFront front = kept(ShopFront.of(surroundings));
    add(new Naive(front, temporal(surroundings)), worker(NaiveWorker.class, surroundings));
  }

  private void outbox() throws Exception {
    Surroundings surroundings = withDatabase("outbox");
    ShopFront front = kept(ShopFront.of(surroundings));
    add(new OutboxTable(front), worker(OutboxPoller.class, surroundings));
  }

  private void dbos() throws Exception {
    Surroundings surroundings = withDatabase("dbos");
    ShopFront front = kept(ShopFront.of(surroundings));
    PeerProcess application = worker(DbosApplication.class, surroundings);
    add(new DbosTransact(front, http(), () -> Integer.parseInt(application.said())), application);
  }

  /** Two ways to buy at one server, on one database. Neither is struck: it has no such ledgers. */
  private void killBill(Path files) throws Exception {
    Surroundings surroundings = withDatabase("killbill");
    String database = database("killbill");
    KillBillTables.make(
        stack.databaseAsSuperuser(database), files.resolve(KillBillServer.WAR), ROLE);
    Path scratch = Files.createDirectories(logs.resolveSibling("killbill"));
    PeerProcess server =
        kept(
            new PeerProcess(
                KillBillServer.class,
                surroundings,
                logs.resolve("KillBillServer.log"),
                KillBillServer.options(files, scratch)));
    server.start();
    KillBillTenant tenant = KillBillTenant.open(http(), () -> Integer.parseInt(server.said()));
    kept(tenant::requireAllPaid);
    for (Peer peer : List.of(new KillBillPayment(tenant), new KillBillPlan(tenant))) {
      entrants.add(new Entrant(peer, database, Map.of(Entrant.WORKER, server), false));
    }
  }

  private HttpClient http() {
    return kept(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  private void add(Peer peer, PeerProcess worker) {
    entrants.add(new Entrant(peer, database(peer.name()), Map.of(Entrant.WORKER, worker), true));
  }

  private PeerProcess worker(Class<?> program, Surroundings surroundings) throws Exception {
    Path log = logs.resolve(program.getSimpleName() + ".log");
    PeerProcess worker = kept(new PeerProcess(program, surroundings, log));
    worker.start();
    return worker;
  }

  private WorkflowClient temporal(Surroundings surroundings) {
    WorkflowClient client = TemporalClients.of(surroundings);
    kept(client.getWorkflowServiceStubs()::shutdownNow);
    return client;
  }

  private Surroundings withDatabase(String peer) throws SQLException {
    execute("create database %s owner %s".formatted(database(peer), ROLE));
    return surroundings(database(peer));
  }

  private static String database(String peer) {
    return "bench_" + peer;
  }

  private Surroundings surroundings(String database) {
    return Surroundings.of(stack, database, ROLE, password);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = stack.databaseAsSuperuser("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private <T extends AutoCloseable> T kept(T opened) {
    open.push(opened);
    return opened;
  }
}
