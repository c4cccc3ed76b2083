package licensing.paymentevent.jdbc;

import static licensing.paymentevent.GatewayPayment.PaymentEvent.Kind.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import licensing.payment.Money;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.paymentevent.jdbc.DisputePolicy.Known;
import licensing.paymentevent.jdbc.DisputePolicy.LicenseState;
import licensing.purchase.status.Attention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy, case by case. */
class DisputePolicyTest {

  @ParameterizedTest
  @EnumSource(names = {"DISPUTE_LOST", "SETTLEMENT_DECLINED"})
  void suspendsALicenseWhoseMoneyIsGone(PaymentEvent.Kind kind) {
    DisputePolicy policy = judged(LicenseState.ACTIVE, adopted(kind), adopted(DISPUTE_OPEN));

    assertThat(policy.suspended()).contains("57.00 USD of payment adopted");
    assertThat(policy.attention()).isEqualTo(Attention.MONEY_LOST);
  }

  @Test
  void leavesALicenseAloneWhenOtherMoneyIsGone() {
    DisputePolicy policy = judged(LicenseState.ACTIVE, surplus(DISPUTE_LOST));

    assertThat(policy.suspended()).isNull();
    assertThat(policy.attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @ParameterizedTest
  @EnumSource(names = {"DISPUTE_OPEN", "DISPUTE_LOST", "REFUND_FAILED"})
  void asksForAPersonWhereNoLicenseIsAtStake(PaymentEvent.Kind kind) {
    assertThat(judged(LicenseState.NONE, adopted(kind)).attention())
        .isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void reinstatesWhatWasSuspendedAndIsWonAfterAll() {
    assertThat(judged(LicenseState.SUSPENDED, adopted(DISPUTE_WON)))
        .isEqualTo(new DisputePolicy(null, true, null, ""));
    DisputePolicy besides =
        judged(LicenseState.SUSPENDED, adopted(DISPUTE_WON), surplus(DISPUTE_OPEN));
    assertThat(besides.reinstated()).isTrue();
    assertThat(besides.attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void reinstatesNothingWhereSomethingSpeaksAgainstIt() {
    DisputePolicy another =
        judged(LicenseState.SUSPENDED, adopted(DISPUTE_WON), adopted(SETTLEMENT_DECLINED));
    assertThat(another.reinstated()).isFalse();
    assertThat(another.suspended()).isNotNull();
    assertThat(judged(LicenseState.SUSPENDED, surplus(DISPUTE_WON)).reinstated()).isFalse();
    DisputePolicy forGood = judged(LicenseState.SUSPENDED_FOR_GOOD, adopted(DISPUTE_WON));
    assertThat(forGood.reinstated()).isFalse();
    assertThat(forGood.attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void leavesALicenseAloneThatWorksAgainByDecision() {
    var settled = new Known(DISPUTE_LOST, Money.parse("57.00 USD"), "adopted", true, true);

    assertThat(judged(LicenseState.ACTIVE, settled))
        .isEqualTo(new DisputePolicy(null, false, null, ""));
    assertThat(judged(LicenseState.ACTIVE, settled, adopted(SETTLEMENT_DECLINED)).suspended())
        .isEqualTo("settlement declined: 57.00 USD of payment adopted");
  }

  @Test
  void leavesItToAPersonWhatMoneyThatWasGivenBackMeansForTheLicense() {
    DisputePolicy policy = judged(LicenseState.ACTIVE, adopted(MONEY_GIVEN_BACK));

    assertThat(policy.suspended()).isNull();
    assertThat(policy.attention()).isEqualTo(Attention.PLATFORM_REPORT);
    assertThat(judged(LicenseState.SUSPENDED, adopted(MONEY_GIVEN_BACK)).attention()).isNull();
    DisputePolicy won =
        judged(LicenseState.SUSPENDED, adopted(MONEY_GIVEN_BACK), adopted(DISPUTE_WON));
    assertThat(won.reinstated()).isFalse();
    assertThat(won.attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void asksNobodyWhenAllCameRight() {
    assertThat(
            judged(
                LicenseState.ACTIVE,
                adopted(DISPUTE_WON),
                surplus(REFUND_MADE_GOOD),
                surplus(SETTLEMENT_DECLINED)))
        .isEqualTo(new DisputePolicy(null, false, null, ""));
  }

  private static DisputePolicy judged(LicenseState license, Known... events) {
    return DisputePolicy.of(Arrays.asList(events), license);
  }

  private static Known adopted(PaymentEvent.Kind kind) {
    return new Known(kind, Money.parse("57.00 USD"), "adopted", true, false);
  }

  private static Known surplus(PaymentEvent.Kind kind) {
    return new Known(kind, Money.parse("57.00 USD"), "surplus", false, false);
  }
}
