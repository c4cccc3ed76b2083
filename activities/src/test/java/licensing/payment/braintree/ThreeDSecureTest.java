package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.ThreeDSecureInfo;
import com.braintreegateway.util.NodeWrapperFactory;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeDSecureTest {

  @ParameterizedTest
  @CsvSource({
    // status, shifted, possible, when offered, required
    "authenticate_successful, true, true, true, true",
    "authenticate_attempt_successful, true, true, true, true",
    "authenticate_frictionless_failed, false, true, false, false",
    "authenticate_failed, false, true, false, false",
    "authenticate_rejected, false, true, false, false",
    "authenticate_unable_to_authenticate, false, true, false, false",
    "challenge_required, false, true, false, false",
    "challenge_required, false, false, false, false",
    "challenge_required, true, true, false, false",
    "authentication_unavailable, false, false, true, false",
    "lookup_not_enrolled, false, false, true, false",
    "lookup_bypassed, false, false, true, false",
    "lookup_error, false, false, true, false",
  })
  void decidesByWhatTheBankSaid(
      String status, boolean shifted, boolean possible, boolean whenOffered, boolean required) {
    ThreeDSecureInfo said = said(status, shifted, possible);

    assertThat(ThreeDSecure.OFF.accepts(said)).isTrue();
    assertThat(ThreeDSecure.WHEN_OFFERED.accepts(said)).isEqualTo(whenOffered);
    assertThat(ThreeDSecure.REQUIRED.accepts(said)).isEqualTo(required);
  }

  /** A page that leaves the bank out is not ours. */
  @Test
  void acceptsNoCardWhoseBankWasNotAskedThoughItShouldHaveBeen() {
    assertThat(ThreeDSecure.OFF.accepts(null)).isTrue();
    assertThat(ThreeDSecure.WHEN_OFFERED.accepts(null)).isFalse();
    assertThat(ThreeDSecure.REQUIRED.accepts(null)).isFalse();
  }

  @Test
  void saysWhatTheBankSaid() {
    assertThat(ThreeDSecure.refusal(said("authenticate_failed", false, true)))
        .isEqualTo(new Declined("not confirmed by the buyer's bank: authenticate_failed"));
    assertThat(ThreeDSecure.refusal(null).reason())
        .isEqualTo("not confirmed by the buyer's bank: not asked");
  }

  private static ThreeDSecureInfo said(String status, boolean shifted, boolean possible) {
    String xml =
        "<three-d-secure-info><status>%s</status><liability-shifted type='boolean'>%s"
            + "</liability-shifted><liability-shift-possible type='boolean'>%s"
            + "</liability-shift-possible></three-d-secure-info>";
    return new ThreeDSecureInfo(
        NodeWrapperFactory.instance.create(xml.formatted(status, shifted, possible)));
  }
}
