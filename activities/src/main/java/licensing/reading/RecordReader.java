package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.PurchaseRecords.PurchaseProgress;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import org.jspecify.annotations.Nullable;

/** Reads one row of {@link PurchaseRecords}. */
public final class RecordReader {

  private RecordReader() {}

  public static PurchaseRecord read(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new PurchaseRecord(
        subscription(columns),
        columns.text("organization_name"),
        columns.text("bought_by"),
        progress(columns),
        row.getString("attention_reason"),
        row.getString("activation_abandoned") != null,
        row.getString("license_key") == null ? null : columns.license(),
        columns.instantOrNull("ended_at"),
        columns.instantOrNull("suspended_at"),
        row.getBoolean("declined"));
  }

  private static Subscription subscription(Columns columns) throws SQLException {
    return new Subscription(
        PurchaseId.of(columns.text("id")),
        new Buyer(
            new OrganizationId(columns.uuid("organization_id")),
            new UserId(columns.uuid("user_id"))),
        columns.offer("offer_kind"),
        columns.row().getInt("quantity"),
        columns.row().getBoolean("auto_renew"),
        columns.money("total"),
        consent(columns),
        columns.instant("subscribed_at"),
        columns.instant("pay_before"));
  }

  private static Consent consent(Columns columns) throws SQLException {
    return new Consent(
        new Terms.Version(columns.row().getInt("terms_version")),
        columns.text("text_hash"),
        columns.text("locale"),
        columns.instant("given_at"));
  }

  private static PurchaseProgress progress(Columns columns) throws SQLException {
    ResultSet row = columns.row();
    String payment = row.getString("payment");
    String outcome = row.getString("outcome");
    return new PurchaseProgress(
        PurchaseStep.valueOf(columns.text("step")),
        row.getInt("attempt"),
        payment == null ? null : PaymentAttempt.State.valueOf(payment),
        row.getString("payment_reason"),
        outcome == null ? null : PurchaseOutcome.Kind.valueOf(outcome),
        attention(row.getString("trouble")),
        attention(row.getString("attention")),
        row.getLong("version"));
  }

  private static @Nullable Attention attention(@Nullable String label) {
    return Arrays.stream(Attention.values())
        .filter(attention -> attention.label().equals(label))
        .findFirst()
        .orElse(null);
  }
}
