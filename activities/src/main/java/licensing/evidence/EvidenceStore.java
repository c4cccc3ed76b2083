package licensing.evidence;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.evidence.EvidenceDocument.DocumentReader;
import licensing.purchase.PurchaseId;
import licensing.terms.Sha256;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Where the evidence of purchases is written. */
@Component
public final class EvidenceStore {

  private static final int AT_ONCE = 500;
  private static final Ended BEFORE_ALL = new Ended(Instant.EPOCH, new UUID(0, 0));

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final DocumentReader documents;

  EvidenceStore(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
    this.documents = new DocumentReader(database);
  }

  /**
   * Writes down all that is known of a purchase that has ended, unless its newest document says the
   * same. To be called within the transaction that changed something, with the purchase's row
   * locked and nothing left to lock but that row: the organization's chain is locked last.
   */
  public void keep(PurchaseId purchase) {
    documents.read(purchase).ifPresent(document -> keep(purchase, document));
  }

  private void keep(PurchaseId purchase, EvidenceDocument document) {
    String json = document.toJson();
    Optional<Edition> newest = newest(purchase);
    if (newest.map(Edition::document).filter(json::equals).isEmpty()) {
      int edition = newest.map(Edition::number).orElse(0) + 1;
      add(next(document.organization(), purchase, edition, json));
    }
  }

  private Optional<Edition> newest(PurchaseId purchase) {
    return database
        .sql(
            """
            select edition as number, document from evidence
            where purchase_id = ? order by edition desc limit 1
            """)
        .param(purchase.value())
        .query(Edition.class)
        .optional();
  }

  /** Makes the chain where there is none; it is locked until the transaction ends. */
  private Entry next(UUID organization, PurchaseId purchase, int edition, String document) {
    return database
        .sql(
            """
            insert into evidence_chains (organization_id) values (?)
            on conflict (organization_id) do update set length = evidence_chains.length
            returning length + 1 as position, head, clock_timestamp() as now
            """)
        .param(organization)
        .query(
            (row, index) ->
                Entry.hashed(
                    organization,
                    row.getLong("position"),
                    purchase,
                    edition,
                    new Columns(row).instant("now"),
                    document,
                    row.getString("head")))
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

  /**
   * Writes what is missing, by the time the purchases ended: of those that ended before evidence
   * was written, or under a worker that wrote none. Repeatable, and safe beside purchases that end
   * meanwhile.
   *
   * @return how many purchases were without
   */
  public int keepMissing() {
    int written = 0;
    for (List<Ended> some = missingAfter(BEFORE_ALL);
        !some.isEmpty();
        some = missingAfter(some.getLast())) {
      some.forEach(this::keepMissing);
      written += some.size();
    }
    return written;
  }

  private void keepMissing(Ended ended) {
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("select 1 from purchases where id = ? for no key update")
              .param(ended.purchase())
              .query(Integer.class)
              .single();
          keep(new PurchaseId(ended.purchase()));
        });
  }

  private List<Ended> missingAfter(Ended last) {
    return database
        .sql(
            """
            select ended_at as at, id as purchase from purchases
            where outcome is not null and (ended_at, id) > (?, ?)
              and not exists (select from evidence where purchase_id = purchases.id)
            order by ended_at, id limit ?
            """)
        .params(last.at().atOffset(ZoneOffset.UTC), last.purchase(), AT_ONCE)
        .query(new SimplePropertyRowMapper<>(Ended.class))
        .list();
  }

  private record Edition(int number, String document) {}

  private record Ended(Instant at, UUID purchase) {}

  /**
   * A document in the chain of an organization.
   *
   * @param position from 1, without a gap
   * @param edition of the purchase's evidence: 1 was written with its end
   * @param document JSON of an {@link EvidenceDocument}
   * @param previousHash of the entry before, {@link #NOTHING_BEFORE} for the first
   * @param hash as it was stored
   */
  public record Entry(
      UUID organization,
      long position,
      PurchaseId purchase,
      int edition,
      Instant writtenAt,
      String document,
      String previousHash,
      String hash) {

    public static final String NOTHING_BEFORE = "0".repeat(64);

    /** With the hash that belongs to it. */
    static Entry hashed(
        UUID organization,
        long position,
        PurchaseId purchase,
        int edition,
        Instant writtenAt,
        String document,
        String previousHash) {
      Entry entry =
          new Entry(
              organization, position, purchase, edition, writtenAt, document, previousHash, "");
      return new Entry(
          organization,
          position,
          purchase,
          edition,
          writtenAt,
          document,
          previousHash,
          entry.computedHash());
    }

    static Entry of(Columns columns) throws SQLException {
      return new Entry(
          columns.uuid("organization_id"),
          columns.row().getLong("position"),
          PurchaseId.of(columns.text("purchase_id")),
          columns.row().getInt("edition"),
          columns.instant("written_at"),
          columns.text("document"),
          columns.text("previous_hash"),
          columns.text("hash"));
    }

    public boolean isIntact() {
      return hash.equals(computedHash());
    }

    /** SHA-256 of everything else, a line each, the document last; in hexadecimal. */
    private String computedHash() {
      return Sha256.of(
          String.join(
              "\n",
              previousHash,
              organization.toString(),
              Long.toString(position),
              purchase.toString(),
              Integer.toString(edition),
              writtenAt.toString(),
              document));
    }
  }
}
