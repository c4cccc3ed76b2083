package licensing.paymentevent.truth;

import java.util.Optional;
import licensing.payment.PaymentAttempt;

/** The payment platform, read again. What it does not answer is an exception with the reason. */
public interface PlatformTruth {

  /** Empty for a payment that it does not know. */
  Optional<GatewayPayment> of(String reference);

  /** Gives back a payment beside the adopted one, and keeps a record of it. Repeatable. */
  void giveBack(PaymentAttempt attempt, GatewayPayment payment);
}
