package licensing.license.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import licensing.license.License;
import licensing.license.Licenses;
import licensing.license.Licenses.ActivationResult;
import licensing.license.Licenses.ActivationResult.Activated;
import licensing.license.Licenses.ActivationResult.Refused;
import licensing.license.LicensesContract;
import licensing.payment.Payments.Authorization;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.State;
import licensing.reading.PurchaseRecords;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class JdbcLicensesTest extends LicensesContract {

  private final Licenses licenses;
  private final OwnedLicenses owned;
  private final PurchaseRecords records;
  private final Fixture fixture;
  private final JdbcClient database;

  JdbcLicensesTest(
      Licenses licenses,
      OwnedLicenses owned,
      PurchaseRecords records,
      Fixture fixture,
      JdbcClient database) {
    this.licenses = licenses;
    this.owned = owned;
    this.records = records;
    this.fixture = fixture;
    this.database = database;
  }

  @Test
  void refusesALicenseForAnOrganizationThatIsGone() {
    Subscription subscription = fixture.recorded();
    database
        .sql("update organizations set closed_at = now() where id = ?")
        .param(subscription.buyer().organization().value())
        .update();

    assertThat(licenses.activate(subscription, authorization(subscription)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void namesALicenseByItsKindAndFourGroups() {
    Subscription subscription = fixture.recorded();

    var activated = (Activated) licenses.activate(subscription, authorization(subscription));

    assertThat(activated.key().value()).matches("MIG(-[0-9A-HJKMNP-TV-Z]{4}){4}");
    assertThat(records.forSupport(subscription.purchase()).orElseThrow().progress().step())
        .isEqualTo(PurchaseStep.REDIRECT_HOME);
  }

  @RepeatedTest(20)
  void letsEitherTheLicenseOrItsAbandonmentStand() {
    Subscription subscription = fixture.recorded();

    List<ActivationResult> results =
        Race.between(
            () -> licenses.activate(subscription, authorization(subscription)),
            () -> licenses.abandon(subscription.purchase(), "given up"));

    assertThat(results.get(0)).isEqualTo(results.get(1));
    boolean exists =
        owned.latest(subscription.buyer().organization(), subscription.offer().kind()).isPresent();
    assertThat(exists).isEqualTo(results.get(0) instanceof Activated);
  }

  @RepeatedTest(20)
  void givesTwoActivationsTheSameKey() {
    Subscription subscription = fixture.recorded();

    List<ActivationResult> results =
        Race.between(
            () -> licenses.activate(subscription, authorization(subscription)),
            () -> licenses.activate(subscription, authorization(subscription)));

    assertThat(results.get(0)).isInstanceOf(Activated.class).isEqualTo(results.get(1));
  }

  @Override
  protected Licenses licenses() {
    return licenses;
  }

  @Override
  protected Subscription authorized() {
    return fixture.recorded();
  }

  @Override
  protected License licenseOf(PurchaseId purchase) {
    return Objects.requireNonNull(records.forSupport(purchase).orElseThrow().license());
  }

  @Override
  protected boolean isSuspended(PurchaseId purchase) {
    License license = licenseOf(purchase);
    return owned
        .latest(
            records.forSupport(purchase).orElseThrow().subscription().buyer().organization(),
            license.kind())
        .filter(owned -> owned.license().equals(license) && owned.state() == State.SUSPENDED)
        .isPresent();
  }

  private static Authorization authorization(Subscription subscription) {
    return Fixtures.authorization("ref1", subscription.total());
  }
}
