package licensing.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What is known after asking for the money, or after looking up what became of asking. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(AuthorizationResult.Authorized.class),
  @JsonSubTypes.Type(AuthorizationResult.Declined.class),
  @JsonSubTypes.Type(AuthorizationResult.NotCharged.class),
  @JsonSubTypes.Type(AuthorizationResult.NotFound.class),
  @JsonSubTypes.Type(AuthorizationResult.NotHandedIn.class),
  @JsonSubTypes.Type(AuthorizationResult.NotTaken.class),
  @JsonSubTypes.Type(AuthorizationResult.Unknown.class)
})
public sealed interface AuthorizationResult {

  /** The money is held: exactly the amount asked for, under this attempt's order id. */
  record Authorized(Authorization authorization) implements AuthorizationResult {}

  /**
   * The bank or the platform refused this card; another one may be tried.
   *
   * @param reason the platform's words, such as "2001 Insufficient Funds"
   */
  record Declined(String reason) implements AuthorizationResult {
    /** How the reason begins where the buyer's bank did not confirm the payment. */
    public static final String NOT_CONFIRMED = "not confirmed by the buyer's bank";
  }

  /** The platform found the request wrong and took nothing; another card may be tried. */
  record NotCharged(String reason) implements AuthorizationResult {}

  /**
   * Looked for past every limit and found nowhere, so it is taken for not charged; another card may
   * be tried. "Not found" means "not yet": it is searched for once more when the purchase ends.
   */
  record NotFound(String reason) implements AuthorizationResult {}

  /** No payment was handed in, whatever was reported: there was nothing to ask for. */
  record NotHandedIn() implements AuthorizationResult {}

  /**
   * Proof that the platform never took the request: the same attempt may be sent again.
   *
   * @param needsOperator whether it will not pass by itself, as with refused keys
   */
  record NotTaken(String reason, boolean needsOperator) implements AuthorizationResult {}

  /**
   * The money may be held, or may yet come to be.
   *
   * @param needsPerson whether no further look-up can settle it
   */
  record Unknown(String reason, boolean needsPerson) implements AuthorizationResult {}
}
