package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import licensing.buyer.Buyer;
import licensing.license.License;
import licensing.license.Licenses;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.OwnedLicenses.State;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.terms.Terms;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class ReadersTest {

  private final Fixture fixture;
  private final Purchases purchases;
  private final Licenses licenses;
  private final TestClock clock;

  @Autowired private Offers offers;
  @Autowired private PublishedTerms terms;
  @Autowired private PurchaseRecords records;
  @Autowired private OwnedLicenses owned;
  @Autowired private AttentionList attention;
  @Autowired private JdbcClient database;
  @Autowired private JdbcOperations operations;

  ReadersTest(Fixture fixture, Purchases purchases, Licenses licenses, TestClock clock) {
    this.fixture = fixture;
    this.purchases = purchases;
    this.licenses = licenses;
    this.clock = clock;
  }

  @BeforeEach
  void now() {
    clock.reset();
  }

  @Test
  void sellsTwoKindsOfLicense() {
    assertThat(offers.of(Offer.Kind.MIGRATION))
        .contains(new Offer(Offer.Kind.MIGRATION, Money.parse("19.00 USD"), 365, 1, 99, false));
    assertThat(offers.of(Offer.Kind.DISASTER_RESILIENCE))
        .contains(
            new Offer(Offer.Kind.DISASTER_RESILIENCE, Money.parse("29.00 USD"), 365, 1, 99, true));
  }

  @Test
  void showsTermsInTheLanguageAskedForOrInEnglish() {
    assertThat(terms.current(Locale.US).locale()).isEqualTo("en");
    assertThat(terms.current(Locale.CHINESE).locale()).isEqualTo("zh-CN");
    assertThat(terms.current(Locale.SIMPLIFIED_CHINESE).locale()).isEqualTo("zh-CN");
    assertThat(terms.current(Locale.FRENCH).locale()).isEqualTo("en");
    assertThat(terms.of(new Terms.Version(99), Locale.ENGLISH)).isEmpty();
  }

  @Test
  void keepsTheFourHeadings() {
    assertThat(terms.current(Locale.ENGLISH).notes())
        .extracting(Terms.Note::heading)
        .containsExactly(
            "Authorization is non-revocable",
            "Automatically effective",
            "Cautious purchase",
            "Acknowledgment & consent");
  }

  @Test
  void showsAPurchaseToItsOwnOrganizationAlone() {
    Subscription subscription = fixture.recorded();

    assertThat(records.of(subscription.purchase(), subscription.buyer().organization()))
        .hasValueSatisfying(
            record -> {
              assertThat(record.subscription()).isEqualTo(subscription);
              assertThat(record.organizationName()).isEqualTo("Blue Sky");
              assertThat(record.boughtBy()).isEqualTo(Fixture.name(subscription.buyer()));
            });
    assertThat(records.of(subscription.purchase(), fixture.buyer().organization())).isEmpty();
  }

  @Test
  void tellsOpenPurchasesFromPastOnes() {
    Buyer buyer = fixture.buyer();
    Subscription open = fixture.recorded(buyer);
    Subscription past = fixture.recorded(buyer);
    purchases.end(past.purchase(), new PurchaseOutcome.Withdrawn());

    assertThat(records.open(buyer.organization()))
        .extracting(PurchaseRecord::subscription)
        .containsExactly(open);
    assertThat(records.past(buyer.organization(), null, 10).entries())
        .extracting(PurchaseRecord::subscription)
        .containsExactly(past);
    assertThat(records.open(fixture.buyer().organization())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"DECLINED, true", "NOT_CHARGED, false"})
  void tellsARefusedCardFromAPaymentThatCameToNothing(
      PaymentAttempt.State state, boolean declined) {
    PaymentAttempt attempt = fixture.opened();
    assertThat(records.forSupport(attempt.purchase()).orElseThrow().declined()).isFalse();

    for (PaymentAttempt.State next :
        List.of(PaymentAttempt.State.SUBMITTED, PaymentAttempt.State.CHARGING, state)) {
      database
          .sql("update payment_attempts set state = ?, reason = 'so' where purchase_id = ?")
          .params(next.name(), attempt.purchase().value())
          .update();
    }

    PurchaseRecord record = records.forSupport(attempt.purchase()).orElseThrow();
    assertThat(record.progress().paymentReason()).isEqualTo("so");
    assertThat(record.declined()).isEqualTo(declined);
  }

  @Test
  void tellsSupportWhyAPersonShouldLook() {
    Subscription subscription = fixture.recorded();
    purchases.noteAttention(
        subscription.purchase(),
        System.nanoTime(),
        Attention.PAYMENT_UNKNOWN,
        "no answer for 10 minutes");

    PurchaseRecord record = records.forSupport(subscription.purchase()).orElseThrow();

    assertThat(record.progress().attention()).isEqualTo(Attention.PAYMENT_UNKNOWN);
    assertThat(record.attentionReason()).isEqualTo("no answer for 10 minutes");
  }

  @Test
  void marksTheListAnewWheneverAnotherPurchaseNeedsAPerson() {
    Subscription subscription = fixture.recorded();
    String before = attention.mark();

    purchases.noteAttention(
        subscription.purchase(), System.nanoTime(), Attention.PAYMENT_UNKNOWN, "no answer");
    String during = attention.mark();
    purchases.noteAttention(subscription.purchase(), System.nanoTime(), null, "it came right");

    assertThat(during).isNotEqualTo(before);
    assertThat(attention.mark()).isEqualTo(before);
  }

  @Test
  void marksTheListAnewWheneverSomethingWaitsForASecondPerson() {
    PurchaseId purchase = fixture.opened().purchase();
    String before = attention.mark();

    purchases.recordSupport(
        purchase,
        new SupportCommand.Propose(
            Fixtures.asked("ann", "no license is to be had", fixture.version(purchase)),
            MoneyDecision.GIVING_BACK));

    assertThat(attention.mark()).isNotEqualTo(before);
  }

  @Test
  void closesTheFeatureTheMomentALicenseExpires() {
    Subscription subscription = fixture.recorded();
    License license = licensed(subscription, clock.instant());
    assertThat(owned.active(subscription.buyer().organization(), Offer.Kind.MIGRATION, 1))
        .extracting(OwnedLicense::license)
        .containsExactly(license);
    assertThat(owned.activeQuantity(subscription.buyer().organization(), Offer.Kind.MIGRATION))
        .isEqualTo(license.quantity());

    clock.advance(Duration.ofDays(365));

    assertThat(owned.activeQuantity(subscription.buyer().organization(), Offer.Kind.MIGRATION))
        .isZero();

    assertThat(owned.active(subscription.buyer().organization(), Offer.Kind.MIGRATION, 1))
        .isEmpty();
    assertThat(owned.latest(subscription.buyer().organization(), Offer.Kind.MIGRATION))
        .map(OwnedLicense::state)
        .contains(State.EXPIRED);
  }

  @Test
  void worksOnForItsGracePeriod() {
    Subscription subscription = fixture.recorded();
    var organization = subscription.buyer().organization();
    License license = licensed(subscription, clock.instant());
    var lenient = new OwnedLicenses(database, operations, new GracePeriod(14), clock);
    var keyed = new KeyedLicenses(database, new GracePeriod(14), clock);

    clock.advance(Duration.ofDays(365 + 13));
    assertThat(lenient.active(organization, Offer.Kind.MIGRATION, 10))
        .extracting(OwnedLicense::license)
        .containsExactly(license);
    assertThat(lenient.activeQuantity(organization, Offer.Kind.MIGRATION))
        .isEqualTo(license.quantity());
    assertThat(lenient.latest(organization, Offer.Kind.MIGRATION).orElseThrow().state())
        .isEqualTo(State.GRACE);
    assertThat(keyed.of(license.key()).orElseThrow().worksUntil())
        .isEqualTo(license.period().end().plus(Duration.ofDays(14)));
    assertThat(owned.active(organization, Offer.Kind.MIGRATION, 10)).isEmpty();

    clock.advance(Duration.ofDays(1));
    assertThat(lenient.active(organization, Offer.Kind.MIGRATION, 10)).isEmpty();
    assertThat(keyed.of(license.key()).orElseThrow().state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void opensTheFeatureThoughThePlatformsClockIsAhead() {
    Subscription subscription = fixture.recorded();
    License license = licensed(subscription, clock.instant().plusSeconds(30));

    assertThat(owned.active(subscription.buyer().organization(), Offer.Kind.MIGRATION, 1))
        .extracting(OwnedLicense::license)
        .containsExactly(license);
    assertThat(owned.active(fixture.buyer().organization(), Offer.Kind.MIGRATION, 1)).isEmpty();
  }

  private License licensed(Subscription subscription, Instant authorizedAt) {
    var authorization =
        new Authorization("t", authorizedAt, subscription.total(), "Visa ending in 1111");
    licenses.activate(subscription, authorization);
    return owned
        .latest(subscription.buyer().organization(), subscription.offer().kind())
        .orElseThrow()
        .license();
  }
}
