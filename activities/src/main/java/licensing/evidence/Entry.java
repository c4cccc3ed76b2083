package licensing.evidence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.terms.Sha256;

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
        new Entry(organization, position, purchase, edition, writtenAt, document, previousHash, "");
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
