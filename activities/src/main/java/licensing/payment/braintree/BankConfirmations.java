package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.PaymentMethodNonce;
import com.braintreegateway.ThreeDSecureInfo;
import com.braintreegateway.exceptions.NotFoundException;
import java.util.Objects;
import java.util.Optional;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads from the platform what the buyer's bank said of a card, before any money is asked for. So
 * whatever goes wrong here, nothing was taken.
 */
@Component
final class BankConfirmations {

  private final BraintreeGateway gateway;
  private final ThreeDSecure demanded;

  /** A question that waited for longer would leave no time for the sale. */
  @Autowired
  BankConfirmations(BraintreeSettings settings) {
    this(
        Gateways.open(settings, settings.waits().lateSale().dividedBy(2)), settings.threeDSecure());
  }

  BankConfirmations(BraintreeGateway gateway, ThreeDSecure demanded) {
    this.gateway = gateway;
    this.demanded = demanded;
  }

  /** Why the card must not be charged now; empty where it may be. */
  Optional<AuthorizationResult> objectionTo(PaymentSecret secret) {
    if (!demanded.isAsked()) {
      return Optional.empty();
    }
    try {
      return objectionTo(gateway.paymentMethodNonce().find(secret.value()));
    } catch (NotFoundException unknown) {
      return Optional.of(new NotCharged("the platform does not know the payment secret"));
    } catch (RuntimeException failure) {
      // Its message may name what was asked for, which no record may keep.
      return Optional.of(
          AnswerReader.refusesOurKeys(failure)
              ? new NotTaken("the platform refuses our keys", true)
              : noAnswer(failure.getClass().getSimpleName()));
    }
  }

  private Optional<AuthorizationResult> objectionTo(PaymentMethodNonce found) {
    if (found.getNonce() == null) {
      return Optional.of(noAnswer("it is about something else"));
    }
    return demanded.accepts(found.getThreeDSecureInfo())
        ? Optional.empty()
        : Optional.of(ThreeDSecure.refusal(found.getThreeDSecureInfo()));
  }

  private static NotTaken noAnswer(String why) {
    return new NotTaken("no answer about what the bank said: " + why, false);
  }

  /** Whether the buyer's bank is asked to confirm a payment, and what must come of it. */
  enum ThreeDSecure {
    /** Nobody is asked. */
    OFF,
    /** A card whose bank cannot be asked is taken all the same; one whose bank said no is not. */
    WHEN_OFFERED,
    /** Only a card whose bank bears the loss from fraud. */
    REQUIRED;

    /** The bank asked the buyer, who has not answered: never a success, whatever else is said. */
    private static final String UNANSWERED = "challenge_required";

    boolean isAsked() {
      return this != OFF;
    }

    /**
     * @param said by the platform itself, never by a browser; null where the bank was not asked,
     *     though the payment page always does
     */
    boolean accepts(@Nullable ThreeDSecureInfo said) {
      if (this == OFF) {
        return true;
      }
      if (said == null || UNANSWERED.equals(said.getStatus())) {
        return false;
      }
      return said.isLiabilityShifted()
          || (this == WHEN_OFFERED && !said.isLiabilityShiftPossible());
    }

    static Declined refusal(@Nullable ThreeDSecureInfo said) {
      String status =
          said == null ? "not asked" : Objects.requireNonNullElse(said.getStatus(), "no status");
      return new Declined(Declined.NOT_CONFIRMED + ": " + status);
    }
  }
}
