package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Resolution;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Proposals.Proposed;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;

@OnRealParts
class ProposalsTest {

  private static final MoneyDecision PAID = MoneyDecision.resolving(new Resolution.Paid("abc"));
  private static final MoneyDecision NOT_CHARGED =
      MoneyDecision.resolving(new Resolution.NotCharged());

  private final Proposals proposals;
  private final Purchases purchases;
  private final Fixture fixture;

  ProposalsTest(Proposals proposals, Purchases purchases, Fixture fixture) {
    this.proposals = proposals;
    this.purchases = purchases;
    this.fixture = fixture;
  }

  @Test
  void tellsWhatWaitsForASecondPersonUntilItIsDone() {
    PurchaseId purchase = fixture.opened().purchase();
    assertThat(proposals.of(purchase)).isEmpty();

    propose(purchase, NOT_CHARGED);
    propose(purchase, PAID);

    assertThat(proposals.of(purchase))
        .hasValueSatisfying(
            it -> {
              assertThat(it.action()).isEqualTo(SupportCommand.Action.RESOLVE_UNKNOWN);
              assertThat(it.reference()).isEqualTo("abc");
              assertThat(it.operator()).isEqualTo("ann");
              assertThat(it.reason()).isEqualTo("the bank <called>");
            });

    resolve(purchase, PAID);
    assertThat(proposals.of(purchase))
        .hasValueSatisfying(it -> assertThat(it.reference()).isNull());
    resolve(purchase, NOT_CHARGED);
    assertThat(proposals.of(purchase)).isEmpty();
  }

  @Test
  void listsThoseOfOpenPurchasesTheLongestWaitingFirst() {
    PurchaseId ended = fixture.opened().purchase();
    propose(ended, NOT_CHARGED);
    purchases.end(ended, new PurchaseOutcome.Withdrawn());
    PurchaseId first = fixture.opened().purchase();
    propose(first, NOT_CHARGED);
    PurchaseId second = fixture.opened().purchase();
    propose(second, PAID);

    assertThat(proposals.waiting(1000))
        .extracting(Proposed::purchase)
        .containsSubsequence(first, second)
        .doesNotContain(ended);
    assertThat(proposals.waiting(1)).hasSize(1);
  }

  @Test
  void forgetsWhatWasProposedOfAnEarlierAttempt() {
    PaymentAttempt first = fixture.opened();
    propose(first.purchase(), NOT_CHARGED);

    purchases.closeAttempt(first, false);
    purchases.openAttempt(first.next(), null);

    assertThat(proposals.of(first.purchase())).isEmpty();
  }

  private void propose(PurchaseId purchase, MoneyDecision decision) {
    purchases.recordSupport(purchase, new SupportCommand.Propose(asked("ann", purchase), decision));
  }

  private void resolve(PurchaseId purchase, MoneyDecision decision) {
    purchases.recordSupport(
        purchase, new SupportCommand.ResolveUnknown(asked("bob", purchase), decision.resolution()));
  }

  private SupportRequest asked(String operator, PurchaseId purchase) {
    return Fixtures.asked(operator, "the bank <called>", fixture.version(purchase));
  }
}
