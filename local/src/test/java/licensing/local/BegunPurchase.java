package licensing.local;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Timeouts;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;

/** Begun at Temporal itself, as the console would, but with waits of its own. */
public final class BegunPurchase {

  private static final String TERMS_IN_FORCE =
      """
      select version, heading, body from terms_notes
      where locale = 'en' and version = (select max(version) from terms_notes) order by position
      """;

  private BegunPurchase() {}

  /** Nobody has subscribed yet. */
  public static PurchaseWorkflow by(WorkflowClient temporal, PurchaseStart start) {
    PurchaseWorkflow purchase =
        temporal.newWorkflowStub(
            PurchaseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(start.purchase().workflowId())
                .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                .setTypedSearchAttributes(PurchaseSearchAttributes.of(start))
                .build());
    WorkflowClient.start(purchase::purchase, start);
    return purchase;
  }

  /** One that lapses soon where nobody comes; all else takes its usual time. */
  public static PurchaseStart lapsingAfter(Duration paying, Buyer buyer) {
    Timeouts usual = Timeouts.PRODUCTION;
    Timeouts waits =
        new Timeouts(
            Duration.ofSeconds(5),
            paying,
            paying.dividedBy(2),
            usual.lateSale(),
            usual.platformLimit(),
            usual.unknownMargin(),
            usual.firstRetry(),
            usual.longestRetry(),
            usual.unknownAttention(),
            usual.heartbeat());
    return new PurchaseStart(PurchaseId.random(), buyer, Offer.Kind.MIGRATION, waits);
  }

  /** Three licenses, to the terms in force: other tests of the same stack publish some. */
  public static Subscribe order(DataSource database, Buyer buyer) {
    Terms terms = termsInForce(database);
    Consent consent = new Consent(terms.version(), terms.textHash(), terms.locale(), Instant.now());
    return new Subscribe(buyer, Fixtures.MIGRATION, 3, false, consent, terms.version());
  }

  private static Terms termsInForce(DataSource database) {
    try (Connection connection = database.getConnection();
        var query = connection.prepareStatement(TERMS_IN_FORCE)) {
      var row = query.executeQuery();
      List<Terms.Note> notes = new ArrayList<>();
      int version = 0;
      while (row.next()) {
        version = row.getInt("version");
        notes.add(new Terms.Note(row.getString("heading"), row.getString("body")));
      }
      return new Terms(new Terms.Version(version), "en", notes);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
