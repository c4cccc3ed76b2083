package licensing.license;

import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;

class InMemoryLicensesTest extends LicensesContract {

  private final InMemoryLicenses licenses = new InMemoryLicenses();

  @Override
  protected Licenses licenses() {
    return licenses;
  }

  @Override
  protected Subscription authorized() {
    return Fixtures.subscription(PurchaseId.random());
  }

  @Override
  protected License licenseOf(PurchaseId purchase) {
    return licenses.of(purchase).orElseThrow();
  }

  @Override
  protected boolean isSuspended(PurchaseId purchase) {
    return licenses.isSuspended(purchase);
  }
}
