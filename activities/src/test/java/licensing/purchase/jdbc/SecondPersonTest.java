package licensing.purchase.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import licensing.payment.Money;
import licensing.purchase.jdbc.JdbcPurchases.SecondPerson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondPersonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 9999.00 USD | false",
        "57.00 USD | 57.00 USD | false",
        "57.00 USD | 57.01 USD | true",
        "57.00 USD, 40.00 EUR | 41.00 EUR | true",
        "57.00 USD, 40.00 EUR | 40.00 EUR | false",
        "57.00 USD | 1 JPY | true",
        "0.00 USD | 0.01 USD | true",
      })
  void isNeededAboveTheAmountOfTheCurrency(String above, String total, boolean needed) {
    assertThat(new SecondPerson(above).isNeededFor(Money.parse(total))).isEqualTo(needed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"57", "57.001 USD", "-1.00 USD", "57.00 XYZ", "a.00 USD", "1 JPY, 2 JPY"})
  void refusesWhatNamesNoAmounts(String above) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecondPerson(above))
        .withMessageContaining("SECOND_PERSON_ABOVE");
  }
}
