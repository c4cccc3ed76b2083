package licensing.evidence.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import licensing.db.Columns;
import licensing.evidence.EvidenceDocument.Attempt;
import licensing.evidence.EvidenceDocument.Note;
import licensing.evidence.EvidenceDocument.Report;
import licensing.evidence.EvidenceDocument.SupportAction;
import licensing.evidence.EvidenceDocument.SurplusPayment;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there may be several of in a purchase, each in an order of its own. */
record PurchaseParts(JdbcClient database, UUID purchase) {

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

  List<Note> notes() {
    return list(NOTES, PurchaseParts::note);
  }

  List<Attempt> attempts() {
    return list(ATTEMPTS, PurchaseParts::attempt);
  }

  List<SurplusPayment> surplus() {
    return list(SURPLUS, PurchaseParts::surplus);
  }

  List<SupportAction> supportActions() {
    return list(SUPPORT_ACTIONS, PurchaseParts::supportAction);
  }

  List<Report> reports() {
    return list(REPORTS, PurchaseParts::report);
  }

  private <T> List<T> list(String query, RowMapper<T> mapper) {
    return database.sql(query).param(purchase).query(mapper).list();
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
}
