package licensing.payment.braintree;

import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.NotFound;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.PaymentSecret;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.purchase.Waits;

/** Finds out what became of a request that was, or may have been, sent. */
final class LookUp {

  /** After that no further look-up will tell. */
  private static final Duration PERSON_NEEDED_AFTER = Duration.ofHours(24);

  private static final Comparator<Sale> EARLIEST_FIRST =
      Comparator.comparing(Sale::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Sale::id);

  private final Sales sales;
  private final Surplus surplus;
  private final PaymentSecrets secrets;
  private final Waits waits;
  private final TwoClocks clocks;

  LookUp(Sales sales, Surplus surplus, PaymentSecrets secrets, Waits waits, TwoClocks clocks) {
    this.sales = sales;
    this.surplus = surplus;
    this.secrets = secrets;
    this.waits = waits;
    this.clocks = clocks;
  }

  AuthorizationResult of(PaymentAttempt attempt, Instant chargingSince) {
    try {
      List<Sale> found = sales.search(attempt);
      return found.isEmpty() ? bySecret(attempt, chargingSince) : amongst(found, attempt);
    } catch (AuthenticationException | AuthorizationException refused) {
      return new Unknown("the platform refuses our keys", true);
    } catch (RuntimeException failure) {
      // Its message may name what was asked for, which no record may keep.
      return new Unknown("no answer: " + failure.getClass().getSimpleName(), false);
    }
  }

  private AuthorizationResult amongst(List<Sale> found, PaymentAttempt attempt) {
    List<Sale> good = found.stream().filter(Sale::holdsMoney).sorted(EARLIEST_FIRST).toList();
    if (good.isEmpty()) {
      return withoutMoney(found, attempt);
    }
    Optional<Sale> adopted =
        good.stream().filter(sale -> sales.demanded().accepts(sale.bankSaid())).findFirst();
    // Given back before one is adopted: were it forgotten now, nobody would look again.
    good.stream()
        .filter(sale -> !adopted.equals(Optional.of(sale)))
        .forEach(other -> surplus.giveBack(attempt, other.id(), other.amount()));
    return adopted
        .map(sale -> sale.resultFor(attempt))
        .orElseGet(() -> ThreeDSecure.refusal(good.getFirst().bankSaid()));
  }

  private static AuthorizationResult withoutMoney(List<Sale> found, PaymentAttempt attempt) {
    Optional<Sale> undecided =
        found.stream().filter(sale -> !sale.isRefused() && !sale.isLetGo()).findFirst();
    return undecided
        .or(() -> found.stream().max(EARLIEST_FIRST))
        .map(sale -> sale.resultFor(attempt))
        .orElseThrow();
  }

  private AuthorizationResult bySecret(PaymentAttempt attempt, Instant chargingSince) {
    Duration age = clocks.surelySince(chargingSince);
    Optional<PaymentSecret> secret = secrets.find(attempt.purchase(), attempt.number());
    if (secret.isEmpty()) {
      return unknown("nothing found, and the payment secret is erased", age);
    }
    try {
      return byUse(sales.isUsed(secret.get()), age);
    } catch (NotFoundException gone) {
      return unknown("nothing found, and the platform has forgotten the payment secret", age);
    }
  }

  private AuthorizationResult byUse(boolean used, Duration age) {
    if (used) {
      return unknown("the payment secret was used, but no payment is found yet", age);
    }
    boolean platformHasDecided =
        age.compareTo(waits.platformLimit().plus(waits.unknownMargin())) > 0;
    return platformHasDecided
        ? new NotFound("the request never reached the platform")
        : unknown("nothing found yet", age);
  }

  private static Unknown unknown(String reason, Duration age) {
    return new Unknown(reason, age.compareTo(PERSON_NEEDED_AFTER) > 0);
  }
}
