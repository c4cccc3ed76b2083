package licensing.platform.ledger;

import java.util.Locale;

/** The states a transaction can be in, named as the gateway names them. */
public enum TransactionStatus {
  AUTHORIZED,
  AUTHORIZATION_EXPIRED,
  SUBMITTED_FOR_SETTLEMENT,
  SETTLEMENT_PENDING,
  SETTLEMENT_CONFIRMED,
  SETTLING,
  SETTLED,
  SETTLEMENT_DECLINED,
  VOIDED,
  PROCESSOR_DECLINED,
  GATEWAY_REJECTED,
  FAILED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A refused sale: it holds no money and never did. */
  public boolean isRefusal() {
    return this == PROCESSOR_DECLINED || this == GATEWAY_REJECTED || this == FAILED;
  }

  public boolean isVoidable() {
    return this == AUTHORIZED || this == SUBMITTED_FOR_SETTLEMENT || this == SETTLEMENT_PENDING;
  }

  public boolean isRefundable() {
    return this == SETTLING || this == SETTLED;
  }

  /** Money that a bank may ask back. */
  public boolean isTaken() {
    return this == SETTLED || isOnItsWayToSettlement();
  }

  /** Submitted and not yet at an end: the testing calls may move it on. */
  public boolean isOnItsWayToSettlement() {
    return this == SUBMITTED_FOR_SETTLEMENT
        || this == SETTLEMENT_PENDING
        || this == SETTLEMENT_CONFIRMED
        || this == SETTLING;
  }
}
