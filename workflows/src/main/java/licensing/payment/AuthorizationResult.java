package licensing.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.temporal.failure.ApplicationFailure;
import java.util.Objects;
import java.util.Optional;

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

  /**
   * This, unless the same attempt may be sent again.
   *
   * @throws ApplicationFailure where it may, to be tried again
   */
  default AuthorizationResult unlessNotTaken() {
    if (this instanceof NotTaken(String reason, boolean needsOperator)) {
      throw ApplicationFailure.newFailure(reason, NotTaken.class.getSimpleName(), needsOperator);
    }
    return this;
  }

  /**
   * This, unless it is not known yet.
   *
   * @throws ApplicationFailure where it is not, to be tried again
   */
  default AuthorizationResult unlessUnknown() {
    if (this instanceof Unknown(String reason, boolean needsPerson)) {
      throw ApplicationFailure.newFailure(reason, Unknown.class.getSimpleName(), needsPerson);
    }
    return this;
  }

  /** What a failure of those says; empty where it is another one. */
  static Optional<AuthorizationResult> of(ApplicationFailure failure) {
    String type = failure.getType();
    String reason = Objects.requireNonNullElse(failure.getOriginalMessage(), "");
    if (type.equals(NotTaken.class.getSimpleName())) {
      return Optional.of(new NotTaken(reason, failure.getDetails().get(Boolean.class)));
    }
    return type.equals(Unknown.class.getSimpleName())
        ? Optional.of(new Unknown(reason, failure.getDetails().get(Boolean.class)))
        : Optional.empty();
  }

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
