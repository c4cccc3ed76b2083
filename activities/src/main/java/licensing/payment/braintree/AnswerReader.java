package licensing.payment.braintree;

import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.ValidationError;
import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.UpgradeRequiredException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;

/**
 * Reads every answer to a sale, exceptions included. What is not proof is unknown: a timeout, a
 * server error and an answer that does not parse say nothing about the money.
 */
final class AnswerReader {

  /** The nonce is consumed, or locked: perhaps by our own earlier call that succeeded. */
  private static final Set<String> NONCE_IS_USED = Set.of("91564", "91566");

  /**
   * The attempt's request key was used with another request, is in use by one that is under way, or
   * by one at which the platform failed: each tells of an earlier call, and none what became of it.
   */
  private static final Set<String> KEY_IS_USED = Set.of("915232", "915233", "915235");

  private final ThreeDSecure demanded;

  AnswerReader(ThreeDSecure demanded) {
    this.demanded = demanded;
  }

  /**
   * @param original what the sale that was repeated means for the attempt, by its id: to be asked
   *     for where the platform refuses ours as a repetition of one that succeeded
   */
  AuthorizationResult read(
      PaymentAttempt attempt,
      Result<Transaction> answer,
      Function<String, AuthorizationResult> original) {
    if (answer.isSuccess()) {
      return successFor(attempt, GatewayTransaction.of(answer.getTarget()));
    }
    Transaction refused = answer.getTransaction();
    return refused == null
        ? invalid(answer)
        : refused(attempt, GatewayTransaction.of(refused), original);
  }

  AuthorizationResult read(RuntimeException failure) {
    if (refusesOurKeys(failure)) {
      return new AuthorizationResult.NotTaken("the platform refuses our keys", true);
    }
    if (neverConnected(failure)) {
      return new AuthorizationResult.NotTaken("the platform cannot be reached", false);
    }
    return unknown("no answer: " + failure.getClass().getSimpleName());
  }

  /** Nothing was sent on to a bank, and nothing will be until somebody sets it right. */
  static boolean refusesOurKeys(RuntimeException failure) {
    return failure instanceof AuthenticationException
        || failure instanceof AuthorizationException
        || failure instanceof UpgradeRequiredException;
  }

  /**
   * What an existing sale means for the attempt. Money that is held though the bank did not confirm
   * it as demanded is unknown: the look-up finds it, and gives it back.
   */
  AuthorizationResult read(PaymentAttempt attempt, GatewayTransaction sale) {
    AuthorizationResult result = sale.resultFor(attempt);
    return result instanceof AuthorizationResult.Authorized && !demanded.accepts(sale.bankSaid())
        ? new AuthorizationResult.Unknown("held, but the buyer's bank did not confirm it", false)
        : result;
  }

  /** A refusal is no success, whatever the root of the answer says. */
  private AuthorizationResult successFor(PaymentAttempt attempt, GatewayTransaction sold) {
    return sold.resultFor(attempt) instanceof AuthorizationResult.Authorized
        ? read(attempt, sold)
        : new AuthorizationResult.Unknown(
            "the platform's answer is not about what was asked for", true);
  }

  private static AuthorizationResult refused(
      PaymentAttempt attempt,
      GatewayTransaction sale,
      Function<String, AuthorizationResult> original) {
    if (sale.isDuplicate()) {
      String repeated = sale.transaction().getDuplicateOfTransactionId();
      return repeated == null
          ? unknown("refused as a duplicate of nothing")
          : original.apply(repeated);
    }
    return sale.isRefused() ? sale.resultFor(attempt) : unknown("refused, yet " + sale.status());
  }

  private static AuthorizationResult invalid(Result<Transaction> answer) {
    List<ValidationError> errors = answer.getErrors().getAllDeepValidationErrors();
    if (errors.isEmpty()) {
      return new AuthorizationResult.Unknown("refused without a reason", false);
    }
    if (errors.stream().anyMatch(error -> NONCE_IS_USED.contains(code(error)))) {
      return new AuthorizationResult.Unknown("the payment secret was used before", false);
    }
    if (errors.stream().anyMatch(error -> KEY_IS_USED.contains(code(error)))) {
      return unknown("an earlier call has the request key");
    }
    return new AuthorizationResult.NotCharged(
        errors.stream()
            .map(error -> (code(error) + " " + text(error)).strip())
            .collect(Collectors.joining(", ")));
  }

  /**
   * No connection came about, so nothing was sent. Holds only since the JDK does not send a request
   * again by itself.
   */
  private static boolean neverConnected(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static AuthorizationResult unknown(String reason) {
    return new AuthorizationResult.Unknown(reason, false);
  }

  private static String code(ValidationError error) {
    return error.getCode() == null ? "" : Objects.requireNonNullElse(error.getCode().code, "");
  }

  private static String text(ValidationError error) {
    return Objects.requireNonNullElse(error.getMessage(), "");
  }
}
