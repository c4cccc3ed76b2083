package licensing.license.jdbc;

import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import licensing.db.PurchaseJournal;
import licensing.license.ActivationResult;
import licensing.license.LicensePeriod;
import licensing.license.Licenses;
import licensing.payment.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseStep;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcLicenses implements Licenses {

  private final LicenseRepository rows;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;
  private final LicenseKeys keys = new LicenseKeys();

  JdbcLicenses(LicenseRepository rows, PurchaseJournal journal, TransactionOperations transaction) {
    this.rows = rows;
    this.journal = journal;
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
          rows.setFence(uuid(purchase), why);
          journal.changed(purchase);
          return new ActivationResult.Refused(why);
        });
  }

  @Override
  public void suspend(PurchaseId purchase, String reason) {
    transaction.executeWithoutResult(
        status -> {
          journal.lock(purchase);
          if (rows.suspend(uuid(purchase), reason) == 1) {
            journal.changed(purchase);
          }
        });
  }

  /** A license that exists is the answer to both; else the fence, empty while there is none. */
  private ActivationResult decide(
      PurchaseId purchase, Function<String, ActivationResult> withoutLicense) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              String fence = Objects.requireNonNullElse(rows.lockAndReadFence(uuid(purchase)), "");
              return rows.findByPurchaseId(uuid(purchase))
                  .<ActivationResult>map(row -> new ActivationResult.Activated(row.toLicense()))
                  .orElseGet(() -> withoutLicense.apply(fence));
            }));
  }

  private ActivationResult add(Subscription subscription, Authorization authorization) {
    if (!rows.isOpen(subscription.buyer().organization().value())) {
      return new ActivationResult.Refused("the organization no longer exists");
    }
    LicensePeriod period =
        LicensePeriod.starting(
            authorization.authorizedAt().truncatedTo(ChronoUnit.MICROS),
            subscription.offer().periodDays());
    LicenseRow row = LicenseRow.of(keys.next(subscription.offer().kind()), subscription, period);
    if (rows.add(row) != 1) {
      throw new IllegalStateException("a license appeared beside the lock of its purchase");
    }
    journal.entered(subscription.purchase(), PurchaseStep.REDIRECT_HOME);
    return new ActivationResult.Activated(row.toLicense());
  }

  private static UUID uuid(PurchaseId purchase) {
    return purchase.value();
  }
}
