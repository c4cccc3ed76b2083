package licensing.evidence.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.evidence.ChainEnd;
import licensing.evidence.Entry;
import licensing.evidence.EvidenceBook;
import licensing.evidence.EvidenceDocument;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcEvidenceBook implements EvidenceBook {

  private final JdbcClient database;
  private final DocumentReader documents;

  JdbcEvidenceBook(JdbcClient database) {
    this.database = database;
    this.documents = new DocumentReader(database);
  }

  @Override
  public void keep(PurchaseId purchase) {
    documents.read(purchase).ifPresent(document -> keep(purchase, document));
  }

  private void keep(PurchaseId purchase, EvidenceDocument document) {
    String json = document.toJson();
    Optional<Edition> newest = newest(purchase);
    if (newest.map(Edition::document).filter(json::equals).isEmpty()) {
      int edition = newest.map(Edition::number).orElse(0) + 1;
      Locked chain = lock(document.organization());
      add(chain.end().next(purchase, edition, chain.now(), json));
    }
  }

  private Optional<Edition> newest(PurchaseId purchase) {
    return database
        .sql(
            """
            select edition, document from evidence
            where purchase_id = ? order by edition desc limit 1
            """)
        .param(purchase.value())
        .query((row, index) -> new Edition(row.getInt(1), row.getString(2)))
        .optional();
  }

  /** Makes the chain where there is none; held until the transaction ends. */
  private Locked lock(UUID organization) {
    return database
        .sql(
            """
            insert into evidence_chains (organization_id) values (?)
            on conflict (organization_id) do update set length = evidence_chains.length
            returning length, head, clock_timestamp() as now
            """)
        .param(organization)
        .query(
            (row, index) ->
                new Locked(
                    new ChainEnd(organization, row.getLong("length"), row.getString("head")),
                    new Columns(row).instant("now")))
        .single();
  }

  private void add(Entry entry) {
    database
        .sql(
            """
            with added as (
              insert into evidence (
                organization_id, position, purchase_id, edition, written_at, document,
                previous_hash, hash)
              values (
                :organization, :position, :purchase, :edition, :writtenAt, :document,
                :previousHash, :hash)
              returning organization_id, position, hash)
            update evidence_chains chain set length = added.position, head = added.hash
            from added where chain.organization_id = added.organization_id
            """)
        .param("organization", entry.organization())
        .param("position", entry.position())
        .param("purchase", entry.purchase().value())
        .param("edition", entry.edition())
        .param("writtenAt", entry.writtenAt().atOffset(ZoneOffset.UTC))
        .param("document", entry.document())
        .param("previousHash", entry.previousHash())
        .param("hash", entry.hash())
        .update();
  }

  private record Edition(int number, String document) {}

  private record Locked(ChainEnd end, Instant now) {}
}
