package licensing.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import licensing.bench.chaos.Damage.Ended;
import org.junit.jupiter.api.Test;

class DamageTest {

  private static final Ended SOLD = new Ended(true, 1, 1, true);
  private static final Ended GIVEN_UP = new Ended(false, 0, 0, false);

  @Test
  void findsNothingWrongWithWhatWasSoldOrGivenUp() {
    assertThat(Damage.of(List.of(SOLD, SOLD, GIVEN_UP))).isEqualTo(new Damage(3, 0, 0, 0, 0));
  }

  @Test
  void countsWhatIsPaidForAndNotLicensed() {
    Ended unknownToItsBuyer = new Ended(false, 1, 0, false);
    Ended ended = new Ended(true, 1, 0, true);
    assertThat(Damage.of(List.of(SOLD, unknownToItsBuyer, ended)).lost()).isEqualTo(2);
  }

  @Test
  void countsWhatIsChargedOrLicensedTwice() {
    Ended charged = new Ended(true, 2, 1, true);
    Ended licensed = new Ended(true, 1, 2, true);
    assertThat(Damage.of(List.of(SOLD, charged, licensed)).doubled()).isEqualTo(2);
  }

  @Test
  void countsWhatIsLicensedAndNotPaidFor() {
    assertThat(Damage.of(List.of(SOLD, new Ended(true, 0, 1, true))).unpaid()).isEqualTo(1);
  }

  @Test
  void countsWhatIsKeptAndDoesNotEnd() {
    assertThat(Damage.of(List.of(SOLD, new Ended(true, 1, 1, false))).stuck()).isEqualTo(1);
  }
}
