package licensing.evidence.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.evidence.EvidenceDocument;
import licensing.evidence.EvidenceDocument.Note;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the document of a purchase from its rows. */
final class DocumentReader {

  private static final String ENDED =
      """
      select purchases.*, consents.terms_version, consents.text_hash, consents.locale,
        consents.given_at, licenses.key as license_key, licenses.quantity as license_quantity,
        licenses.auto_renew as license_auto_renew, licenses.starts_at, licenses.ends_at,
        licenses.suspended_at, licenses.suspended_reason
      from purchases
      join consents on consents.purchase_id = purchases.id
      left join licenses on licenses.purchase_id = purchases.id
      where purchases.id = ? and purchases.outcome is not null
      """;

  private final JdbcClient database;

  DocumentReader(JdbcClient database) {
    this.database = database;
  }

  /** Empty for a purchase that has not ended. */
  Optional<EvidenceDocument> read(PurchaseId purchase) {
    UUID id = purchase.value();
    return database
        .sql(ENDED)
        .param(id)
        .query((row, index) -> document(id, new Columns(row), new PurchaseParts(database, id)))
        .optional();
  }

  private static EvidenceDocument document(UUID id, Columns columns, PurchaseParts parts)
      throws SQLException {
    return new EvidenceDocument(
        EvidenceDocument.VERSION,
        id,
        columns.uuid("organization_id"),
        columns.uuid("user_id"),
        order(columns),
        consent(columns, parts.notes()),
        parts.attempts(),
        parts.surplus(),
        license(columns),
        parts.supportActions(),
        parts.reports(),
        end(columns));
  }

  private static EvidenceDocument.Order order(Columns columns) throws SQLException {
    return new EvidenceDocument.Order(
        columns.text("offer_kind"),
        columns.row().getInt("quantity"),
        columns.money("unit_price").toString(),
        columns.money("total").toString(),
        columns.row().getInt("period_days"),
        columns.row().getBoolean("auto_renew"),
        columns.instant("subscribed_at"));
  }

  private static EvidenceDocument.Consent consent(Columns columns, List<Note> notes)
      throws SQLException {
    return new EvidenceDocument.Consent(
        columns.row().getInt("terms_version"),
        columns.text("locale"),
        columns.text("text_hash"),
        columns.instant("given_at"),
        notes);
  }

  private static EvidenceDocument.@Nullable License license(Columns columns) throws SQLException {
    ResultSet row = columns.row();
    return row.getString("license_key") == null
        ? null
        : new EvidenceDocument.License(
            columns.text("license_key"),
            row.getInt("license_quantity"),
            row.getBoolean("license_auto_renew"),
            columns.instant("starts_at"),
            columns.instant("ends_at"),
            columns.instantOrNull("suspended_at"),
            row.getString("suspended_reason"));
  }

  private static EvidenceDocument.End end(Columns columns) throws SQLException {
    return new EvidenceDocument.End(
        columns.text("outcome"),
        columns.row().getString("outcome_reason"),
        columns.instant("ended_at"));
  }
}
