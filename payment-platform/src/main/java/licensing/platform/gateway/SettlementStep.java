package licensing.platform.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import licensing.platform.ledger.TransactionStatus;

/** What a night at the bank can bring, named as the testing calls name it. */
public enum SettlementStep {
  /** Of this one the sandbox has no call; there it is a state that passes by itself. */
  SETTLING(TransactionStatus.SETTLING),
  SETTLE(TransactionStatus.SETTLED),
  SETTLEMENT_CONFIRM(TransactionStatus.SETTLEMENT_CONFIRMED),
  SETTLEMENT_PENDING(TransactionStatus.SETTLEMENT_PENDING),
  SETTLEMENT_DECLINE(TransactionStatus.SETTLEMENT_DECLINED);

  private final TransactionStatus target;

  SettlementStep(TransactionStatus target) {
    this.target = target;
  }

  TransactionStatus target() {
    return target;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SettlementStep> named(String label) {
    return Arrays.stream(values()).filter(step -> step.label().equals(label)).findFirst();
  }
}
