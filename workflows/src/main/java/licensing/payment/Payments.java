package licensing.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves money on the platform, and keeps the attempt's row as the referee of every race. The key of
 * every effect is {@link PaymentAttempt#orderId()}. What passes by itself is an exception: to be
 * tried again.
 */
@ActivityInterface(namePrefix = "Payments.")
public interface Payments {

  /** Of its own, so that a platform which keeps silent delays nobody who needs the database. */
  String TASK_QUEUE = "payments";

  /**
   * Asks the platform to hold the money of a submitted attempt. Sells at most once: a run that
   * finds the attempt already charging looks up instead. Heartbeats, so that a dead worker is
   * noticed within seconds.
   *
   * @throws io.temporal.failure.ApplicationFailure as {@link AuthorizationResult#unlessNotTaken}
   *     makes it, where the platform provably never took the request: the same may be sent again
   */
  AuthorizationResult authorize(PaymentAttempt attempt);

  /**
   * Finds out what became of an attempt that was sent to the platform. Never sells. An attempt that
   * is known already is answered from its row; one that is still submitted was not sent, so it is
   * {@code NotTaken}, and one that is still open {@code NotHandedIn}.
   *
   * @throws io.temporal.failure.ApplicationFailure as {@link AuthorizationResult#unlessUnknown}
   *     makes it, where it is not known yet
   */
  AuthorizationResult lookUp(PaymentAttempt attempt);

  /**
   * Ends the uncertainty about an attempt as a person found out, as far as the platform bears it
   * out. A payment that is named must be of this attempt, its amount and its currency; whatever
   * else is held for the attempt is given back. An attempt is given up as not charged only where
   * nothing is found for it and the platform can no longer decide otherwise; it stays on the watch
   * list.
   *
   * @return {@code Unknown}, with the reason, where it is not borne out: then nothing has changed
   */
  AuthorizationResult resolve(PaymentAttempt attempt, Resolution resolution);

  /**
   * Takes the held money, and records that the purchase ended as licensed: the last of its effects,
   * in one transaction. Repeatable: money that is taken already is {@code Captured}.
   *
   * @param reference of the attempt's authorization on the platform
   */
  CaptureResult capture(PaymentAttempt attempt, String reference);

  /**
   * Gives held or taken money back. Reads before it repeats, so that nothing goes back twice.
   *
   * @param reference of the attempt's authorization on the platform
   */
  ReleaseResult release(PaymentAttempt attempt, String reference);

  /**
   * Searches once more for an attempt that was closed without the platform's own answer, and gives
   * back whatever is held for it by now. Repeatable.
   */
  LateMoney giveBackLate(PaymentAttempt attempt);

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
  sealed interface AuthorizationResult {

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
     * Looked for past every limit and found nowhere, so it is taken for not charged; another card
     * may be tried. "Not found" means "not yet": it is searched for once more when the purchase
     * ends.
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

  /**
   * The hold on the money.
   *
   * @param reference the platform's own id of it
   * @param authorizedAt the platform's time, where the license period starts
   * @param card what may be shown of the card, such as "Visa ending in 1111"
   */
  record Authorization(String reference, Instant authorizedAt, Money amount, String card) {}

  /** What became of taking the money that was held. A passing trouble is an exception instead. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(CaptureResult.Captured.class),
    @JsonSubTypes.Type(CaptureResult.Lost.class)
  })
  sealed interface CaptureResult {

    /** The platform has the order to take the money. */
    record Captured() implements CaptureResult {}

    /** The hold is gone for good: expired, voided or refused at settlement. */
    record Lost(String reason) implements CaptureResult {}
  }

  /** How held money was given back. */
  enum ReleaseResult {
    /** The hold was lifted: no money has moved. */
    RELEASED,
    /** The money had moved already and was sent back. */
    REFUNDED
  }

  /** What came, after all, of an attempt that was taken for not charged. */
  enum LateMoney {
    /** Nothing is held for it. */
    NONE,
    /** Money was held or taken late; it was given back. */
    GIVEN_BACK
  }

  /** What a person says became of an attempt that nobody here knows the end of. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(Resolution.Paid.class),
    @JsonSubTypes.Type(Resolution.NotCharged.class)
  })
  sealed interface Resolution {

    /**
     * The platform holds the money. It is read again before that is believed.
     *
     * @param reference of the payment on the platform
     */
    record Paid(String reference) implements Resolution {}

    /** The platform holds none. It is searched once more, and again later, before that is final. */
    record NotCharged() implements Resolution {}
  }
}
