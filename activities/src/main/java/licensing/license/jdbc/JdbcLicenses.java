package licensing.license.jdbc;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.db.PurchaseJournal;
import licensing.license.License;
import licensing.license.Licenses;
import licensing.license.Licenses.ActivationResult;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component("licenses")
final class JdbcLicenses implements Licenses {

  private final JdbcClient database;
  private final LicenseRows rows;
  private final PurchaseJournal journal;
  private final Outbox outbox;
  private final TransactionOperations transaction;
  private final LicenseKeys keys = new LicenseKeys();

  JdbcLicenses(
      JdbcClient database,
      LicenseRows rows,
      PurchaseJournal journal,
      Outbox outbox,
      TransactionOperations transaction) {
    this.database = database;
    this.rows = rows;
    this.journal = journal;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  @Override
  public ActivationResult activate(Subscription subscription, Authorization authorization) {
    return decide(
        subscription.purchase(),
        fence -> {
          if (!fence.isEmpty()) {
            return new ActivationResult.Refused(fence);
          }
          return add(subscription, authorization);
        });
  }

  @Override
  public ActivationResult abandon(PurchaseId purchase, String reason) {
    return decide(
        purchase,
        fence -> {
          if (!fence.isEmpty()) {
            return new ActivationResult.Refused(fence);
          }
          String why = reason.isBlank() ? "given up" : reason;
          database
              .sql("update purchases set activation_abandoned = ? where id = ?")
              .params(why, purchase.value())
              .update();
          journal.changed(purchase);
          return new ActivationResult.Refused(why);
        });
  }

  @Override
  public void suspend(PurchaseId purchase, String reason) {
    journal.change(purchase, () -> rows.suspend(purchase, reason));
  }

  /** A license that exists is the answer to both; else the fence, empty while there is none. */
  private ActivationResult decide(
      PurchaseId purchase, Function<String, ActivationResult> withoutLicense) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              String fence = lockAndReadFence(purchase);
              return find(purchase)
                  .map(JdbcLicenses::activated)
                  .orElseGet(() -> withoutLicense.apply(fence));
            }));
  }

  private ActivationResult add(Subscription subscription, Authorization authorization) {
    if (!isOpen(subscription.buyer().organization())) {
      return new ActivationResult.Refused("the organization no longer exists");
    }
    License.Period period =
        License.Period.starting(
            authorization.authorizedAt().truncatedTo(ChronoUnit.MICROS),
            subscription.offer().periodDays());
    License license =
        new License(
            keys.next(subscription.offer().kind()),
            subscription.purchase(),
            subscription.offer().kind(),
            subscription.quantity(),
            subscription.autoRenew(),
            period);
    insert(license, subscription.buyer().organization());
    outbox.record(OutboxEvent.LICENSE_ACTIVATED, subscription.purchase(), "", Map.of());
    journal.entered(subscription.purchase(), PurchaseStep.REDIRECT_HOME);
    return activated(license);
  }

  private static ActivationResult activated(License license) {
    return new ActivationResult.Activated(license.key(), license.period().end());
  }

  /**
   * Whoever locks the row first, activation or its abandonment, has decided.
   *
   * @return why activation was abandoned; empty where it was not
   */
  private String lockAndReadFence(PurchaseId purchase) {
    return database
        .sql(
            """
            select coalesce(activation_abandoned, '') from purchases where id = ?
            for no key update
            """)
        .param(purchase.value())
        .query((row, index) -> row.getString(1))
        .optional()
        .orElse("");
  }

  private Optional<License> find(PurchaseId purchase) {
    return database
        .sql(
            """
            select key license_key, purchase_id, kind license_kind, quantity license_quantity,
              auto_renew license_auto_renew, starts_at, ends_at
            from licenses where purchase_id = ?
            """)
        .param(purchase.value())
        .query((row, index) -> new Columns(row).license())
        .optional();
  }

  private boolean isOpen(OrganizationId organization) {
    return database
        .sql("select exists (select from organizations where id = ? and closed_at is null)")
        .param(organization.value())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  private void insert(License license, OrganizationId organization) {
    database
        .sql(
            """
            insert into licenses (
              key, purchase_id, organization_id, kind, quantity, auto_renew, starts_at, ends_at)
            values (
              :key, :purchase, :organization, :kind, :quantity, :autoRenew, :startsAt, :endsAt)
            """)
        .param("key", license.key().value())
        .param("purchase", license.purchase().value())
        .param("organization", organization.value())
        .param("kind", license.kind().name())
        .param("quantity", license.quantity())
        .param("autoRenew", license.autoRenew())
        .param("startsAt", Columns.time(license.period().start()))
        .param("endsAt", Columns.time(license.period().end()))
        .update();
  }
}
