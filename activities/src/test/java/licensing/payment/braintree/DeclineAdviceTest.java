package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclineAdviceTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2001 Insufficient Funds,                       INSUFFICIENT_FUNDS
          2002 Limit Exceeded,                           LIMIT
          2004 Expired Card,                             EXPIRED
          2005 Invalid Credit Card Number,               DETAILS
          2010 Card Issuer Declined CVV,                 DETAILS
          2015 Transaction Not Allowed,                  NOT_PERMITTED
          2024 Card Type Not Enabled,                    ANOTHER_CARD
          2044 Declined - Call Issuer,                   CALL_BANK
          3000 Processor Network Unavailable - Try Again, LATER
          2001,                                          INSUFFICIENT_FUNDS
          2000 Do Not Honor,                             NO_REASON
          """)
  void tellsWhatABuyerCanDo(String reason, DeclineAdvice advice) {
    assertThat(DeclineAdvice.of(reason)).isEqualTo(advice);
  }

  /** Lost, stolen, suspected, restricted for security, picked up, refused by a risk model. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2012 Processor Declined - Possible Lost Card",
        "2013 Processor Declined - Possible Stolen Card",
        "2014 Processor Declined - Fraud Suspected",
        "2020 Violation",
        "2021 Security Violation",
        "2038 Processor Declined",
        "2046 Declined",
        "2047 Call Issuer. Pick Up Card.",
        "2053 Card reported as lost or stolen",
        "2077 Transaction Refused Due to Risk Model",
        "rejected by the gateway: fraud",
        "rejected by the gateway: risk_threshold",
        "rejected by the gateway: cvv",
        "20011 Insufficient Funds",
        "settlement declined",
        "",
        "2999"
      })
  void givesNoReasonWhereItWouldHelpAThiefOrHurtAnHonestBuyer(String reason) {
    assertThat(DeclineAdvice.of(reason)).isEqualTo(DeclineAdvice.NO_REASON);
  }

  @Test
  void knowsEachCodeOfTheProcessorByItself() {
    for (int code = 2000; code <= 3000; code++) {
      var advice =
          DeclineAdvice.OF_CODE.getOrDefault(Integer.toString(code), DeclineAdvice.NO_REASON);
      assertThat(DeclineAdvice.of(code + " Whatever,\nin two lines")).isEqualTo(advice);
    }
  }

  @Test
  void namesNoCodeForNothing() {
    assertThat(DeclineAdvice.OF_CODE.values())
        .doesNotContain(DeclineAdvice.NO_REASON)
        .contains(DeclineAdvice.LATER, DeclineAdvice.CALL_BANK);
  }
}
