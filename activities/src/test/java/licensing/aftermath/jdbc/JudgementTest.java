package licensing.aftermath.jdbc;

import static licensing.aftermath.LateEventKind.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import licensing.aftermath.LateEventKind;
import licensing.aftermath.jdbc.Judgement.Known;
import licensing.aftermath.jdbc.Judgement.LicenseState;
import licensing.payment.Money;
import licensing.purchase.status.Attention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy, case by case. */
class JudgementTest {

  @ParameterizedTest
  @EnumSource(names = {"DISPUTE_LOST", "SETTLEMENT_DECLINED"})
  void suspendsALicenseWhoseMoneyIsGone(LateEventKind kind) {
    Judgement judgement = judged(LicenseState.ACTIVE, adopted(kind), adopted(DISPUTE_OPEN));

    assertThat(judgement.suspended()).contains("57.00 USD of payment adopted");
    assertThat(judgement.attention()).isEqualTo(Attention.MONEY_LOST);
  }

  @Test
  void leavesALicenseAloneWhenOtherMoneyIsGone() {
    Judgement judgement = judged(LicenseState.ACTIVE, surplus(DISPUTE_LOST));

    assertThat(judgement.suspended()).isNull();
    assertThat(judgement.attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @ParameterizedTest
  @EnumSource(names = {"DISPUTE_OPEN", "DISPUTE_LOST", "REFUND_FAILED"})
  void asksForAPersonWhereNoLicenseIsAtStake(LateEventKind kind) {
    assertThat(judged(LicenseState.NONE, adopted(kind)).attention())
        .isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void asksForAPersonWhenWhatWasSuspendedIsWonAfterAll() {
    assertThat(judged(LicenseState.SUSPENDED, adopted(DISPUTE_WON)).attention())
        .isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void asksNobodyWhenAllCameRight() {
    assertThat(
            judged(
                LicenseState.ACTIVE,
                adopted(DISPUTE_WON),
                surplus(REFUND_MADE_GOOD),
                surplus(SETTLEMENT_DECLINED)))
        .isEqualTo(new Judgement(null, null, ""));
  }

  private static Judgement judged(LicenseState license, Known... events) {
    return Judgement.of(Arrays.asList(events), license);
  }

  private static Known adopted(LateEventKind kind) {
    return new Known(kind, Money.parse("57.00 USD"), "adopted", true);
  }

  private static Known surplus(LateEventKind kind) {
    return new Known(kind, Money.parse("57.00 USD"), "surplus", false);
  }
}
