package licensing.reading.jdbc;

import java.util.List;
import java.util.Optional;
import licensing.buyer.OrganizationId;
import licensing.purchase.PurchaseId;
import licensing.reading.Excerpt;
import licensing.reading.PurchaseRecords;
import licensing.reading.Stretch;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcPurchaseRecords implements PurchaseRecords {

  /** Whole records; to be followed by what they must meet. */
  static final String RECORDS =
      """
      select purchases.*, organizations.name as organization_name, users.name as bought_by,
        consents.terms_version, consents.text_hash, consents.locale, consents.given_at,
        latest.number as attempt, latest.state as payment, decided.reason as payment_reason, decided.declined,
        licenses.key as license_key, licenses.kind as license_kind,
        licenses.quantity as license_quantity, licenses.auto_renew as license_auto_renew,
        licenses.purchase_id, licenses.starts_at, licenses.ends_at, licenses.suspended_at
      from purchases
      join organizations on organizations.id = purchases.organization_id
      join users on users.id = purchases.user_id
      join consents on consents.purchase_id = purchases.id
      left join licenses on licenses.purchase_id = purchases.id
      left join lateral (
        select number, state from payment_attempts
        where purchase_id = purchases.id order by number desc limit 1) latest on true
      left join lateral (
        select reason, state = 'DECLINED' as declined from payment_attempts
        where purchase_id = purchases.id and state in ('DECLINED', 'NOT_CHARGED')
        order by number desc limit 1) decided on true
      """;

  private static final String PAST =
      RECORDS + "where purchases.organization_id = ? and outcome is not null";

  private final JdbcClient database;
  private final Excerpts<PurchaseRecord> past;

  JdbcPurchaseRecords(JdbcClient database) {
    this.database = database;
    past =
        new Excerpts<>(
            database,
            PAST,
            "subscribed_at",
            "purchases.id",
            RecordReader::read,
            PurchaseRecord::place);
  }

  @Override
  public Optional<PurchaseRecord> of(PurchaseId purchase, OrganizationId organization) {
    return database
        .sql(RECORDS + "where purchases.id = ? and purchases.organization_id = ?")
        .params(purchase.value(), organization.value())
        .query(RecordReader::read)
        .optional();
  }

  @Override
  public List<PurchaseRecord> open(OrganizationId organization) {
    return database
        .sql(
            RECORDS
                + """
                where purchases.organization_id = ? and outcome is null
                order by subscribed_at desc limit 50
                """)
        .param(organization.value())
        .query(RecordReader::read)
        .list();
  }

  @Override
  public Excerpt<PurchaseRecord> past(OrganizationId organization, Stretch part, int size) {
    return past.read(part, size, List.of(organization.value()));
  }

  @Override
  public Optional<PurchaseRecord> forSupport(PurchaseId purchase) {
    return database
        .sql(RECORDS + "where purchases.id = ?")
        .param(purchase.value())
        .query(RecordReader::read)
        .optional();
  }
}
