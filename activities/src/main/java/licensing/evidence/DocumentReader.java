package licensing.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.evidence.EvidenceDocument.Attempt;
import licensing.evidence.EvidenceDocument.Consent;
import licensing.evidence.EvidenceDocument.End;
import licensing.evidence.EvidenceDocument.License;
import licensing.evidence.EvidenceDocument.Note;
import licensing.evidence.EvidenceDocument.Order;
import licensing.evidence.EvidenceDocument.Report;
import licensing.evidence.EvidenceDocument.SupportAction;
import licensing.evidence.EvidenceDocument.SurplusPayment;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the document of a purchase from its rows: what may be several, in an order of its own. */
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

  /** Empty for a purchase that has not ended. Nothing is asked while a row is being read. */
  Optional<EvidenceDocument> read(PurchaseId purchase) {
    UUID id = purchase.value();
    List<Note> notes = list(NOTES, id, DocumentReader::note);
    List<Attempt> attempts = list(ATTEMPTS, id, DocumentReader::attempt);
    List<SurplusPayment> surplus = list(SURPLUS, id, DocumentReader::surplus);
    List<SupportAction> actions = list(SUPPORT_ACTIONS, id, DocumentReader::supportAction);
    List<Report> reports = list(REPORTS, id, DocumentReader::report);
    return database
        .sql(ENDED)
        .param(id)
        .query(
            (row, index) ->
                new EvidenceDocument(
                    EvidenceDocument.VERSION,
                    id,
                    new Columns(row).uuid("organization_id"),
                    new Columns(row).uuid("user_id"),
                    order(row),
                    consent(row, notes),
                    attempts,
                    surplus,
                    license(row),
                    actions,
                    reports,
                    end(row)))
        .optional();
  }

  private <T> List<T> list(String query, UUID purchase, RowMapper<T> mapper) {
    return database.sql(query).param(purchase).query(mapper).list();
  }

  private static Order order(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    return new Order(
        columns.text("offer_kind"),
        row.getInt("quantity"),
        columns.money("unit_price").toString(),
        columns.money("total").toString(),
        row.getInt("period_days"),
        row.getBoolean("auto_renew"),
        columns.instant("subscribed_at"));
  }

  private static Consent consent(ResultSet row, List<Note> notes) throws SQLException {
    Columns columns = new Columns(row);
    return new Consent(
        row.getInt("terms_version"),
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

  private static @Nullable License license(ResultSet row) throws SQLException {
    if (row.getString("license_key") == null) {
      return null;
    }
    Columns columns = new Columns(row);
    return new License(
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

  private static End end(ResultSet row) throws SQLException {
    return new End(
        row.getString("outcome"),
        row.getString("outcome_reason"),
        new Columns(row).instant("ended_at"));
  }
}
