package licensing.evidence.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import licensing.buyer.OrganizationId;
import licensing.db.Columns;
import licensing.evidence.Entry;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceProblem;
import licensing.evidence.EvidenceReport;
import licensing.evidence.Flaw;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcEvidenceChains implements EvidenceChains {

  private static final int ROWS_AT_ONCE = 200;

  private static final String CHAIN =
      """
      select chains.organization_id, chains.length, chains.head, evidence.position,
        evidence.purchase_id, evidence.edition, evidence.written_at, evidence.document,
        evidence.previous_hash, evidence.hash, purchases.id as recorded, purchases.user_id,
        purchases.quantity, purchases.total, purchases.currency, purchases.outcome,
        purchases.ended_at, consents.text_hash, licenses.key as license_key,
        (select coalesce(string_agg(platform_reference, ' ' order by number), '')
         from payment_attempts where purchase_id = evidence.purchase_id) as payments
      from evidence_chains chains
      left join evidence on evidence.organization_id = chains.organization_id
      left join purchases on purchases.id = evidence.purchase_id
        and purchases.organization_id = evidence.organization_id
      left join consents on consents.purchase_id = evidence.purchase_id
      left join licenses on licenses.purchase_id = evidence.purchase_id
      where chains.organization_id = ? order by evidence.position
      """;

  private static final String WITHOUT_EVIDENCE =
      """
      select id, organization_id, outcome from purchases
      where organization_id = ? and outcome is not null
        and not exists (select from evidence where evidence.purchase_id = purchases.id)
      order by ended_at, id
      """;

  private static final String ORGANIZATIONS =
      """
      select organization_id from evidence_chains
      union select organization_id from purchases where outcome is not null
      order by organization_id
      """;

  private final JdbcClient database;
  private final TransactionOperations transaction;

  JdbcEvidenceChains(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  @Override
  public List<Entry> of(PurchaseId purchase) {
    return database
        .sql("select * from evidence where purchase_id = ? order by edition")
        .param(purchase.value())
        .query((row, index) -> ChainReader.entry(new Columns(row)))
        .list();
  }

  @Override
  public EvidenceReport verify(OrganizationId organization, Consumer<EvidenceProblem> found) {
    ChainReader chain = new ChainReader(organization.value(), found);
    stream(CHAIN, organization, row -> chain.read(new Columns(row)));
    chain.end();
    stream(WITHOUT_EVIDENCE, organization, row -> chain.tell(withoutEvidence(new Columns(row))));
    return chain.report();
  }

  /** One chain after the other, so that no sorting and no transaction is longer than a chain. */
  @Override
  public EvidenceReport verifyAll(Consumer<EvidenceProblem> found) {
    return organizations().stream()
        .map(organization -> verify(organization, found))
        .reduce(EvidenceReport.NOTHING, EvidenceReport::plus);
  }

  private List<OrganizationId> organizations() {
    return database
        .sql(ORGANIZATIONS)
        .query((row, index) -> new OrganizationId(new Columns(row).uuid("organization_id")))
        .list();
  }

  /** Outside of a transaction the driver would fetch all rows before the first is looked at. */
  private void stream(String query, OrganizationId organization, RowCallbackHandler reader) {
    transaction.executeWithoutResult(
        status ->
            database
                .sql(query)
                .withFetchSize(ROWS_AT_ONCE)
                .param(organization.value())
                .query(reader));
  }

  private static EvidenceProblem withoutEvidence(Columns columns) throws SQLException {
    return new EvidenceProblem(
        Flaw.PURCHASE_WITHOUT_EVIDENCE,
        columns.uuid("organization_id"),
        0,
        columns.text("id"),
        "it ended as " + columns.text("outcome"));
  }
}
