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
  protected boolean isSuspended(License license) {
    return licenses.isSuspended(license.purchase());
  }
}
