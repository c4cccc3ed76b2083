package licensing.evidence.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.evidence.EvidenceDocument;
import licensing.evidence.EvidenceDocument.Attempt;
import licensing.evidence.EvidenceDocument.Note;
import licensing.evidence.EvidenceDocument.Report;
import licensing.evidence.EvidenceDocument.SupportAction;
import licensing.evidence.EvidenceDocument.SurplusPayment;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
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

  private static final String NOTES =
      """
      select heading, body from terms_notes join consents
        on consents.terms_version = terms_notes.version and consents.locale = terms_notes.locale
      where consents.purchase_id = ? order by position
      """;

  private static final String ATTEMPTS =
      """
      select payment_attempts.*, submitted_at from payment_attempts
      left join submitted_payments submitted
        on submitted.purchase_id = payment_attempts.purchase_id and submitted.attempt = number
      where payment_attempts.purchase_id = ? order by number
      """;

  private static final String SURPLUS =
      "select * from surplus_payments where purchase_id = ? order by found_at, platform_reference";

  private static final String SUPPORT_ACTIONS =
      "select * from support_actions where purchase_id = ? order by acted_at, action, version_seen";

  private static final String REPORTS =
      """
      select kind, subject, occurred_at, received_at from platform_notifications
      where purchase_id = ? order by received_at, kind, subject, occurred_at
      """;

  private final JdbcClient database;

  DocumentReader(JdbcClient database) {
    this.database = database;
  }

  /** Empty for a purchase that has not ended. */
  Optional<EvidenceDocument> read(PurchaseId purchase) {
    UUID id = UUID.fromString(purchase.value());
    return database
        .sql(ENDED)
        .param(id)
        .query((row, index) -> document(id, new Columns(row)))
        .optional();
  }

  private EvidenceDocument document(UUID id, Columns columns) throws SQLException {
    return new EvidenceDocument(
        EvidenceDocument.VERSION,
        id,
        columns.uuid("organization_id"),
        columns.uuid("user_id"),
        order(columns),
        consent(columns, list(NOTES, id, DocumentReader::note)),
        list(ATTEMPTS, id, DocumentReader::attempt),
        list(SURPLUS, id, DocumentReader::surplus),
        license(columns),
        list(SUPPORT_ACTIONS, id, DocumentReader::supportAction),
        list(REPORTS, id, DocumentReader::report),
        end(columns));
  }

  private <T> List<T> list(String query, UUID purchase, RowMapper<T> mapper) {
    return database.sql(query).param(purchase).query(mapper).list();
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

  private static Note note(ResultSet row, int index) throws SQLException {
    return new Note(row.getString("heading"), row.getString("body"));
  }

  private static Attempt attempt(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new Attempt(
        row.getInt("number"),
        columns.money("amount").toString(),
        columns.text("state"),
        row.getString("reason"),
        columns.instant("opened_at"),
        columns.instantOrNull("submitted_at"),
        columns.instantOrNull("charging_since"),
        row.getString("platform_reference"),
        row.getString("card"),
        columns.instantOrNull("authorized_at"),
        columns.instantOrNull("captured_at"),
        row.getString("given_back"),
        columns.instantOrNull("given_back_at"));
  }

  private static SurplusPayment surplus(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new SurplusPayment(
        row.getInt("attempt"),
        columns.text("platform_reference"),
        columns.instant("found_at"),
        row.getString("given_back"),
        columns.instantOrNull("given_back_at"));
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

  private static SupportAction supportAction(ResultSet row, int index) throws SQLException {
    return new SupportAction(
        row.getString("action"),
        row.getString("operator"),
        row.getString("reason"),
        row.getLong("version_seen"),
        new Columns(row).instant("acted_at"));
  }

  private static Report report(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new Report(
        columns.text("kind"),
        columns.text("subject"),
        columns.instant("occurred_at"),
        columns.instant("received_at"));
  }

  private static EvidenceDocument.End end(Columns columns) throws SQLException {
    return new EvidenceDocument.End(
        columns.text("outcome"),
        columns.row().getString("outcome_reason"),
        columns.instant("ended_at"));
  }
}
