package licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.license.Licenses.ActivationResult.Activated;
import licensing.license.Licenses.ActivationResult.Refused;
import licensing.payment.Payments.Authorization;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Licenses} does. */
public abstract class LicensesContract {

  protected abstract Licenses licenses();

  /** A new purchase that is recorded, with an attempt that is authorized. */
  protected abstract Subscription authorized();

  protected abstract boolean isSuspended(PurchaseId purchase);

  protected abstract License licenseOf(PurchaseId purchase);

  @Test
  void activatesFromTheTimeOfTheAuthorizationOn() {
    Subscription subscription = authorized();

    License license = activated(subscription);

    assertThat(license.period())
        .isEqualTo(License.Period.starting(authorization(subscription).authorizedAt(), 365));
    assertThat(license.quantity()).isEqualTo(subscription.quantity());
  }

  @Test
  void activatesOnceHoweverOftenItIsAsked() {
    Subscription subscription = authorized();

    assertThat(activated(subscription)).isEqualTo(activated(subscription));
  }

  @Test
  void activatesNothingOnceAbandoned() {
    Subscription subscription = authorized();

    assertThat(licenses().abandon(subscription.purchase(), "given up")).isInstanceOf(Refused.class);
    assertThat(licenses().activate(subscription, authorization(subscription)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void abandonsNothingOnceActive() {
    Subscription subscription = authorized();
    License license = activated(subscription);

    assertThat(licenses().abandon(subscription.purchase(), "given up"))
        .isEqualTo(new Activated(license.key(), license.period().end()));
  }

  @Test
  void suspendsHoweverOftenItIsAsked() {
    Subscription subscription = authorized();
    activated(subscription);

    licenses().suspend(subscription.purchase(), "the money is lost");
    licenses().suspend(subscription.purchase(), "the money is lost");

    assertThat(isSuspended(subscription.purchase())).isTrue();
  }

  private License activated(Subscription subscription) {
    var answer = licenses().activate(subscription, authorization(subscription));
    License license = licenseOf(subscription.purchase());
    assertThat(answer).isEqualTo(new Activated(license.key(), license.period().end()));
    return license;
  }

  private static Authorization authorization(Subscription subscription) {
    return Fixtures.authorization("ref1", subscription.total());
  }
}
