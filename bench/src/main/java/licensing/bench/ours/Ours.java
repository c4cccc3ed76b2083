package licensing.bench.ours;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import licensing.bench.Peer;
import licensing.bench.shop.Bell;
import licensing.bench.shop.CardPayments;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;
import licensing.buyer.Buyer;
import licensing.edge.SubmittedPayments;
import licensing.local.LocalStack;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Timeouts;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Its buyers speak to the process as the console does for them. */
public final class Ours implements Peer, AutoCloseable {

  private static final int QUANTITY = 3;
  private static final int FIRST_ATTEMPT = 1;

  private final ConfigurableApplicationContext edge;
  private final WorkflowClient client;
  private final SubmittedPayments payments;
  private final JdbcClient rows;
  private final Bell bell;
  private final Offer offer;
  private final Terms terms;
  private final List<Buyer> people;
  private final Buyers fields;
  private final String clientToken;
  private final Map<UUID, Buyer> buyers = new ConcurrentHashMap<>();
  private final People turns = new People();

  /**
   * @param stack which runs
   * @param project whose console is built
   */
  public Ours(LocalStack stack, Path project, Surroundings surroundings) throws SQLException {
    List<String> names = People.of(stack);
    edge = ConsoleEdge.of(stack, project);
    client = edge.getBean(WorkflowClient.class);
    payments = edge.getBean(SubmittedPayments.class);
    rows = edge.getBean(JdbcClient.class);
    bell = new Bell(edge.getBean(DataSource.class));
    offer = edge.getBean(Offers.class).of(Offer.Kind.MIGRATION).orElseThrow();
    terms = edge.getBean(PublishedTerms.class).current(Locale.ENGLISH);
    people = names.stream().map(name -> People.buyer(rows, name)).toList();
    fields = new Buyers(URI.create(surroundings.gateway()));
    clientToken = new CardPayments(surroundings).clientToken();
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public void subscribe(UUID purchase) {
    subscribe(
        new PurchaseId(purchase),
        buyers.computeIfAbsent(purchase, _ -> turns.next(people)),
        Timeouts.PRODUCTION);
  }

  /** Somebody buys so far that only the payment is missing, which never comes. */
  public void park(Buyer buyer, Timeouts waits) {
    PurchaseId id = PurchaseId.random();
    subscribe(id, buyer, waits);
    confirm(id, buyer);
  }

  /** Who buys, in turn. */
  public List<Buyer> people() {
    return people;
  }

  /** Speaks to its Temporal. */
  public WorkflowClient temporal() {
    return client;
  }

  private void subscribe(PurchaseId id, Buyer buyer, Timeouts waits) {
    Consent consent = new Consent(terms.version(), terms.textHash(), terms.locale(), Instant.now());
    Subscribe order = new Subscribe(buyer, offer, QUANTITY, false, consent, terms.version());
    PurchaseStart start = new PurchaseStart(id, buyer, offer.kind(), waits);
    PurchaseWorkflow process =
        client.newWorkflowStub(
            PurchaseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id.workflowId())
                .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                .setWorkflowTaskTimeout(PurchaseWorkflow.TASK_TIMEOUT)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(PurchaseSearchAttributes.of(start))
                .setStaticSummary("3 migration licenses")
                .setStaticDetails("Support's page: none, bought by ./dev bench")
                .build());
    WorkflowClient.executeUpdateWithStart(
        process::subscribe,
        order,
        TemporalClients.update("subscribe"),
        new WithStartWorkflowOperation<>(process::purchase, start));
  }

  @Override
  public void confirm(UUID purchase) {
    confirm(new PurchaseId(purchase), buyer(purchase));
  }

  private void confirm(PurchaseId id, Buyer buyer) {
    client
        .newUntypedWorkflowStub(id.workflowId())
        .startUpdate(
            TemporalClients.update("confirmRedirect"), new ConfirmRedirect(buyer, terms.version()))
        .getResult();
  }

  @Override
  public String card(UUID purchase) {
    return fields.nonce(clientToken, Card.GOOD);
  }

  /** What is kept and could not be reported, the console's relay reports again. */
  @Override
  public void pay(UUID purchase, String nonce) {
    PurchaseId id = new PurchaseId(purchase);
    payments.handIn(id, FIRST_ATTEMPT, nonce, null);
    client
        .newUntypedWorkflowStub(id.workflowId())
        .signal("paymentSubmitted", new PaymentSubmitted(buyer(purchase), FIRST_ATTEMPT));
    payments.reported(id, FIRST_ATTEMPT);
  }

  @Override
  public void awaitHome(UUID purchase, Duration patience) throws Exception {
    await("select exists (select from licenses where purchase_id = ?)", purchase, patience);
  }

  @Override
  public void awaitEnd(UUID purchase, Duration patience) throws Exception {
    await(
        "select exists (select from purchases where id = ? and ended_at is not null)",
        purchase,
        patience);
    buyers.remove(purchase);
  }

  @Override
  public History history(UUID purchase) {
    return TemporalClients.history(client, new PurchaseId(purchase).workflowId());
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    bell.close();
    fields.close();
    edge.close();
  }

  private void await(String question, UUID purchase, Duration patience) throws Exception {
    bell.await(
        purchase, () -> rows.sql(question).param(purchase).query(Boolean.class).single(), patience);
  }

  private Buyer buyer(UUID purchase) {
    Buyer buyer = buyers.get(purchase);
    if (buyer == null) {
      throw new IllegalStateException("nobody subscribed " + purchase);
    }
    return buyer;
  }
}
