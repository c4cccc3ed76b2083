package licensing.payment.braintree;

import com.braintreegateway.exceptions.NotFoundException;
import java.util.Optional;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.BraintreeClient.PlatformTrouble;
import licensing.paymentevent.GatewayPayment;
import licensing.temporal.Heartbeats;
import org.springframework.stereotype.Component;

/** The payment platform, read again. What it does not answer is an exception with the reason. */
@Component
public final class BraintreeTruth {

  private final BraintreeClient client;
  private final Settlement settlement;

  BraintreeTruth(BraintreeClient client, Settlement settlement) {
    this.client = client;
    this.settlement = settlement;
  }

  /** Empty for a payment that it does not know. */
  public Optional<GatewayPayment> of(String reference) {
    return Heartbeats.during(() -> PlatformTrouble.asking(() -> find(reference)));
  }

  /** Gives back a payment beside the adopted one, and keeps a record of it. Repeatable. */
  public void giveBack(PaymentAttempt attempt, GatewayPayment payment) {
    Heartbeats.during(
        () -> settlement.giveBackSurplus(attempt, payment.reference(), payment.amount()));
  }

  private Optional<GatewayPayment> find(String reference) {
    try {
      return Optional.of(client.withRefunds(client.find(reference)).toPayment());
    } catch (NotFoundException unknown) {
      return Optional.empty();
    }
  }
}
