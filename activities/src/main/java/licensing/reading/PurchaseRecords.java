package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.license.License;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StatusSummary;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.Pager.Section;
import licensing.reading.PurchaseRecords.PurchaseProgress;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is recorded of purchases, open and ended. */
@Component
public final class PurchaseRecords {

  /** Whole records; to be followed by what they must meet. */
  public static final String RECORDS =
      """
      select purchases.*, organizations.name as organization_name, users.name as bought_by,
        consents.terms_version, consents.text_hash, consents.locale, consents.given_at,
        latest.number as attempt, latest.state as payment, decided.reason as payment_reason, decided.declined,
        licenses.key as license_key, licenses.kind as license_kind,
        licenses.quantity as license_quantity, licenses.auto_renew as license_auto_renew,
        licenses.purchase_id, licenses.starts_at, licenses.ends_at, licenses.suspended_at,
        licenses.reinstated_at, gone.purchase_id is not null as money_gone, gone.sent_back
      from purchases
      join organizations on organizations.id = purchases.organization_id
      join users on users.id = purchases.user_id
      join consents on consents.purchase_id = purchases.id
      left join licenses on licenses.purchase_id = purchases.id
      left join lateral (
        select * from money_gone where money_gone.purchase_id = purchases.id) gone on true
      left join lateral (
        select number, state from payment_attempts
        where purchase_id = purchases.id order by number desc limit 1) latest on true
      left join lateral (
        select reason, state = 'DECLINED' as declined from payment_attempts
        where purchase_id = purchases.id and state in ('DECLINED', 'NOT_CHARGED')
        order by number desc limit 1) decided on true
      """;

  /** Of an organization, which is to be set. */
  public static final String OPEN =
      RECORDS
          + """
          where purchases.organization_id = ? and outcome is null
          order by subscribed_at desc limit 50
          """;

  private final JdbcClient database;

  PurchaseRecords(JdbcClient database) {
    this.database = database;
  }

  /** Empty for one that never was, and for another organization's. */
  public Optional<PurchaseRecord> of(PurchaseId purchase, OrganizationId organization) {
    return database
        .sql(RECORDS + "where purchases.id = ? and purchases.organization_id = ?")
        .params(purchase.value(), organization.value())
        .query(PurchaseRecords::read)
        .optional();
  }

  /** Not ended; the newest first, and of very many only those. */
  public List<PurchaseRecord> open(OrganizationId organization) {
    return database.sql(OPEN).param(organization.value()).query(PurchaseRecords::read).list();
  }

  /**
   * Ended, however; by the time they were subscribed to, at most that many.
   *
   * @param from null for the page with the newest
   */
  public Page<PurchaseRecord> past(OrganizationId organization, @Nullable Cursor from, int size) {
    var ended =
        Condition.of("purchases.organization_id = ? and outcome is not null", organization.value());
    return newestFirst(ended, from, size);
  }

  /**
   * Open and ended; by the time they were subscribed to, at most that many.
   *
   * @param year in which that was, by UTC; null for whenever
   * @param from null for the page with the newest
   */
  public Page<PurchaseRecord> all(
      OrganizationId organization, @Nullable Year year, @Nullable Cursor from, int size) {
    var owned = Condition.of("purchases.organization_id = ?", organization.value());
    return newestFirst(year == null ? owned : owned.and(subscribedIn(year)), from, size);
  }

  private static Condition subscribedIn(Year year) {
    return Condition.of(
        "subscribed_at >= ? and subscribed_at < ?",
        year.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC),
        year.plusYears(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  private Page<PurchaseRecord> newestFirst(Condition rows, @Nullable Cursor from, int size) {
    return new Pager<>(
            List.of(new Section(rows, "subscribed_at", "purchases.id", true)),
            this::records,
            found -> Cursor.after(0, found.subscription().subscribedAt(), found.id()))
        .read(from, size);
  }

  private List<PurchaseRecord> records(Section section, int most) {
    return database
        .sql(RECORDS + section.clauses(most))
        .params(section.parameters())
        .query(PurchaseRecords::read)
        .list();
  }

  /**
   * What may be shown of the card that paid for it, such as "Visa •••• 1111", the same in every
   * language; empty before.
   */
  public Optional<String> card(PurchaseId purchase) {
    return database
        .sql(
            "select card from payment_attempts where purchase_id = ? and state = 'AUTHORIZED'"
                + " and card <> ''")
        .param(purchase.value())
        .query(String.class)
        .optional()
        .map(card -> card.replace(" ending in ", " •••• "));
  }

  /** For support staff only: whatever organization it is of. */
  public Optional<PurchaseRecord> forSupport(PurchaseId purchase) {
    return database
        .sql(RECORDS + "where purchases.id = ?")
        .param(purchase.value())
        .query(PurchaseRecords::read)
        .optional();
  }

  /** Reads one row of {@link #RECORDS}. */
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
        columns.instantOrNull("reinstated_at"),
        row.getBoolean("money_gone"),
        columns.moneyOrNull("sent_back"),
        row.getBoolean("declined"),
        row.getBoolean("test"));
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
        Attention.labelled(row.getString("trouble")),
        Attention.labelled(row.getString("attention")),
        row.getLong("version"));
  }

  /**
   * A purchase as it is recorded.
   *
   * @param organizationName of its buyer
   * @param boughtBy login name of its buyer
   * @param attentionReason why a person should look, in words for support staff
   * @param abandoned whether no license will come of it, whatever was paid
   * @param license once there is one
   * @param endedAt once it ended
   * @param suspendedAt when the license ceased to work, null where it works
   * @param reinstatedAt when a license that had been suspended came to work again; null where none
   *     did
   * @param moneyGone whether its money, or a part of it, went after the license was delivered
   * @param sentBack how much of it was sent back at the platform by somebody; null for nothing
   * @param declined whether the reason in the progress is a refusal of the card, in the platform's
   *     words; else it says why nothing was charged
   * @param test whether its organization was marked as a test when it was subscribed to
   */
  public record PurchaseRecord(
      Subscription subscription,
      String organizationName,
      String boughtBy,
      PurchaseProgress progress,
      @Nullable String attentionReason,
      boolean abandoned,
      @Nullable License license,
      @Nullable Instant endedAt,
      @Nullable Instant suspendedAt,
      @Nullable Instant reinstatedAt,
      boolean moneyGone,
      @Nullable Money sentBack,
      boolean declined,
      boolean test) {

    /** Where it is and what happens next, as far as the record knows. */
    public StatusSummary summary() {
      return StatusSummary.of(state());
    }

    /** As far as the record knows. */
    public PurchaseState state() {
      return new PurchaseState(
          progress.step(),
          progress.payment(),
          license != null,
          abandoned,
          suspendedAt != null,
          moneyGone || progress.outcome() == PurchaseOutcome.Kind.SUSPENDED,
          progress.trouble(),
          progress.attention(),
          progress.outcome(),
          subscription.payBefore());
    }

    public PurchaseId id() {
      return subscription.purchase();
    }
  }

  /**
   * What a page may know of where a purchase is.
   *
   * @param attempt number of the latest payment attempt, 0 before the first
   * @param payment state of that attempt
   * @param paymentReason why the latest decided attempt was declined, in the platform's words, or
   *     not charged, mostly in ours
   * @param outcome how it ended, null while it is open
   * @param trouble what fails and is tried again, null where nothing does
   * @param attention why a person should look, null when nobody needs to
   * @param version counts the changes of the record
   */
  public record PurchaseProgress(
      PurchaseStep step,
      int attempt,
      PaymentAttempt.@Nullable State payment,
      @Nullable String paymentReason,
      PurchaseOutcome.@Nullable Kind outcome,
      @Nullable Attention trouble,
      @Nullable Attention attention,
      long version) {

    public boolean isOpen() {
      return outcome == null;
    }
  }
}
