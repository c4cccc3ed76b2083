package licensing.evidence.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import licensing.db.Columns;
import licensing.evidence.Entry;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceProblem;
import licensing.evidence.EvidenceReport;
import licensing.evidence.Flaw;
import licensing.purchase.OrganizationId;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcEvidenceChains implements EvidenceChains {

  private static final int ROWS_AT_ONCE = 200;

  private static final String CHAINS =
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
      where cast(:organization as uuid) is null or chains.organization_id = :organization
      order by chains.organization_id, evidence.position
      """;

  private static final String WITHOUT_EVIDENCE =
      """
      select id, organization_id, outcome from purchases
      where outcome is not null and (cast(:organization as uuid) is null or organization_id = :organization)
        and not exists (select from evidence where evidence.purchase_id = purchases.id)
      order by organization_id, ended_at, id
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
        .param(UUID.fromString(purchase.value()))
        .query((row, index) -> ChainReader.entry(new Columns(row)))
        .list();
  }

  @Override
  public EvidenceReport verify(OrganizationId organization, Consumer<EvidenceProblem> found) {
    return walk(organization.value(), found);
  }

  @Override
  public EvidenceReport verifyAll(Consumer<EvidenceProblem> found) {
    return walk(null, found);
  }

  private EvidenceReport walk(@Nullable UUID organization, Consumer<EvidenceProblem> found) {
    ChainReader reader = new ChainReader(found);
    stream(CHAINS, organization, row -> reader.read(new Columns(row)));
    reader.end();
    stream(WITHOUT_EVIDENCE, organization, row -> reader.tell(withoutEvidence(new Columns(row))));
    return reader.report();
  }

  /** Outside of a transaction the driver would fetch all rows before the first is looked at. */
  private void stream(String query, @Nullable UUID organization, RowCallbackHandler reader) {
    transaction.executeWithoutResult(
        status ->
            database
                .sql(query)
                .withFetchSize(ROWS_AT_ONCE)
                .param("organization", organization, Types.OTHER)
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
