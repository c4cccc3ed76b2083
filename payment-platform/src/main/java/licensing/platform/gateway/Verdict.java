package licensing.platform.gateway;

import java.math.BigDecimal;
import licensing.platform.card.Authentication;
import licensing.platform.ledger.Money;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Response;
import licensing.platform.ledger.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** How a sale ends: the sandbox's test cards decide first, then its documented amounts. */
record Verdict(TransactionStatus status, Response response) {
  private static final BigDecimal INCOMPLETE = new BigDecimal("5001.00");

  static Verdict on(PaymentNonce nonce, Money money, boolean authenticationRequired) {
    return switch (nonce.behaviour()) {
      case PROCESSOR_DECLINED -> declined("2000");
      case PROCESSOR_FAILED -> declined("3000");
      case REJECTED_AS_FRAUD -> rejected(Response.rejection("fraud"));
      default -> onAuthentication(nonce.threeDSecure(), money, authenticationRequired);
    };
  }

  /**
   * @param code of the processor: 3000 is its own failure, all others are its refusals
   */
  static Verdict declined(String code) {
    return processor(
        code.equals("3000") ? TransactionStatus.FAILED : TransactionStatus.PROCESSOR_DECLINED,
        code);
  }

  /** What the processor finally refuses is refused; of the rest the settlement will decide. */
  static Verdict onRefund(Money money) {
    int whole = money.amount().intValue();
    if (whole < 2000 || whole >= 3000) {
      return processor(TransactionStatus.SUBMITTED_FOR_SETTLEMENT, "1002");
    }
    String code = String.valueOf(whole);
    if (ProcessorResponses.isHard(code)) {
      return declined(code);
    }
    Verdict captured = processor(TransactionStatus.SUBMITTED_FOR_SETTLEMENT, "1005");
    String refusal = code + " : " + ProcessorResponses.text(code);
    return new Verdict(captured.status(), captured.response().with(refusal));
  }

  static Verdict duplicateOf(String original) {
    return rejected(Response.duplicateOf(original));
  }

  private static Verdict onAuthentication(
      @Nullable String threeDSecure, Money money, boolean required) {
    return required && !Authentication.shifts(threeDSecure)
        ? rejected(Response.rejection("three_d_secure"))
        : onAmount(money.amount());
  }

  private static Verdict onAmount(BigDecimal amount) {
    int whole = amount.intValue();
    if (amount.compareTo(INCOMPLETE) == 0) {
      return rejected(Response.rejection("application_incomplete"));
    }
    if (whole >= 2000 && whole <= 3000) {
      return declined(String.valueOf(whole));
    }
    return processor(TransactionStatus.AUTHORIZED, "1000");
  }

  private static Verdict processor(TransactionStatus status, String code) {
    return new Verdict(status, Response.processor(code, ProcessorResponses.text(code)));
  }

  private static Verdict rejected(Response response) {
    return new Verdict(TransactionStatus.GATEWAY_REJECTED, response);
  }
}
