package licensing.platform.ledger;

/**
 * How the buyer's bank authenticates a card, in the order of the sandbox's list; last where it
 * asks.
 */
public enum Scenario {
  SUCCESSFUL("authenticate_successful"),
  FAILED("authenticate_frictionless_failed"),
  ATTEMPTED("authenticate_attempt_successful"),
  UNABLE("authenticate_unable_to_authenticate"),
  REJECTED("authenticate_rejected"),
  UNAVAILABLE("authentication_unavailable"),
  LOOKUP_ERROR("lookup_error"),
  LOOKUP_TIMEOUT("lookup_failed_acs_error"),
  BYPASSED("lookup_bypassed"),
  CHALLENGE_SUCCESSFUL("authenticate_successful"),
  CHALLENGE_FAILED("authenticate_failed"),
  CHALLENGE_UNABLE("authenticate_unable_to_authenticate"),
  CHALLENGE_ERROR("authenticate_error");

  private final String status;

  Scenario(String status) {
    this.status = status;
  }

  /** Whether the bank asks the buyer before it decides. */
  public boolean isChallenge() {
    return compareTo(CHALLENGE_SUCCESSFUL) >= 0;
  }

  /** How it ends, if the buyer does what the bank asks for. */
  public String status() {
    return status;
  }
}
