package licensing.payment.braintree;

import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import licensing.db.SkewTolerantClock;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.Resolution;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.purchase.Timeouts;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Finds out what became of a request that was, or may have been, sent. */
@Component
final class LookUp {

  /** After that no further look-up will tell. */
  private static final Duration PERSON_NEEDED_AFTER = Duration.ofHours(24);

  private static final Comparator<GatewayTransaction> EARLIEST_FIRST =
      Comparator.comparing(
              GatewayTransaction::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(GatewayTransaction::id);

  private final BraintreeClient client;
  private final Settlement settlement;
  private final PaymentSecrets secrets;
  private final BraintreeSettings settings;
  private final SkewTolerantClock clock;

  LookUp(
      BraintreeClient client,
      Settlement settlement,
      PaymentSecrets secrets,
      BraintreeSettings settings,
      SkewTolerantClock clock) {
    this.client = client;
    this.settlement = settlement;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  AuthorizationResult of(PaymentAttempt attempt, Instant chargingSince) {
    return reading(
        () -> {
          List<GatewayTransaction> found = client.search(attempt);
          return found.isEmpty() ? bySecret(attempt, chargingSince) : amongst(found, attempt);
        });
  }

  /** What a person found out, as far as the platform bears it out. */
  AuthorizationResult of(PaymentAttempt attempt, Instant chargingSince, Resolution resolution) {
    return reading(
        () ->
            switch (resolution) {
              case Resolution.Paid(String reference) -> named(reference, attempt);
              case Resolution.NotCharged() -> givenUp(attempt, chargingSince);
            });
  }

  /** What is no fault of the platform is not told as its: without the database, ask again. */
  private static AuthorizationResult reading(Supplier<AuthorizationResult> platform) {
    try {
      return platform.get();
    } catch (AuthenticationException | AuthorizationException refused) {
      return new Unknown("the platform refuses our keys", true);
    } catch (DataAccessException databaseAway) {
      throw databaseAway;
    } catch (RuntimeException failure) {
      // Its message may name what was asked for, which no record may keep.
      return new Unknown("no answer: " + failure.getClass().getSimpleName(), false);
    }
  }

  private AuthorizationResult named(String reference, PaymentAttempt attempt) {
    GatewayTransaction named;
    try {
      named = client.find(reference);
    } catch (NotFoundException none) {
      return new Unknown("the platform knows no payment " + reference, true);
    }
    String objection = objectionTo(named, attempt);
    if (objection != null) {
      return new Unknown("payment %s is %s".formatted(reference, objection), true);
    }
    giveBackAllBut(named, attempt, client.search(attempt));
    return named.resultFor(attempt);
  }

  private @Nullable String objectionTo(GatewayTransaction named, PaymentAttempt attempt) {
    if (!named.isOf(attempt)) {
      return "of another order: " + named.orderId();
    }
    if (!named.holdsMoney()) {
      return named.status();
    }
    if (!attempt.amount().equals(named.amount())) {
      return "of %s, not %s".formatted(named.amount(), attempt.amount());
    }
    return settings.threeDSecure().accepts(named.bankSaid())
        ? null
        : "not confirmed by the buyer's bank";
  }

  private AuthorizationResult givenUp(PaymentAttempt attempt, Instant chargingSince) {
    List<GatewayTransaction> found = client.search(attempt);
    if (!found.isEmpty()) {
      return amongst(found, attempt);
    }
    return hasDecided(clock.surelySince(chargingSince))
        ? new NotFound("given up by support, since nothing was found")
        : new Unknown("the platform may still decide, so it is too early to say", false);
  }

  private AuthorizationResult amongst(List<GatewayTransaction> found, PaymentAttempt attempt) {
    List<GatewayTransaction> good =
        found.stream().filter(GatewayTransaction::holdsMoney).sorted(EARLIEST_FIRST).toList();
    if (good.isEmpty()) {
      return withoutMoney(found, attempt);
    }
    Optional<GatewayTransaction> adopted = adoptable(good, attempt);
    giveBackAllBut(adopted.orElse(null), attempt, good);
    return adopted
        .map(sale -> sale.resultFor(attempt))
        .orElseGet(() -> ThreeDSecure.refusal(good.getFirst().bankSaid()));
  }

  /** The earliest that is just what was asked for; without one, a person sees what is not. */
  private Optional<GatewayTransaction> adoptable(
      List<GatewayTransaction> good, PaymentAttempt attempt) {
    List<GatewayTransaction> confirmed =
        good.stream().filter(sale -> settings.threeDSecure().accepts(sale.bankSaid())).toList();
    return confirmed.stream()
        .filter(sale -> sale.resultFor(attempt) instanceof Authorized)
        .findFirst()
        .or(() -> confirmed.stream().findFirst());
  }

  /** Before that one is adopted: were they forgotten now, nobody would look again. */
  private void giveBackAllBut(
      @Nullable GatewayTransaction adopted,
      PaymentAttempt attempt,
      List<GatewayTransaction> sales) {
    sales.stream()
        .filter(sale -> sale.holdsMoney() && (adopted == null || !sale.id().equals(adopted.id())))
        .forEach(other -> settlement.giveBackSurplus(attempt, other.id(), other.amount()));
  }

  private static AuthorizationResult withoutMoney(
      List<GatewayTransaction> found, PaymentAttempt attempt) {
    Optional<GatewayTransaction> undecided =
        found.stream().filter(sale -> !sale.isRefused() && !sale.isLetGo()).findFirst();
    return undecided
        .or(() -> found.stream().max(EARLIEST_FIRST))
        .map(sale -> sale.resultFor(attempt))
        .orElseThrow();
  }

  private AuthorizationResult bySecret(PaymentAttempt attempt, Instant chargingSince) {
    Duration age = clock.surelySince(chargingSince);
    Optional<PaymentSecret> secret;
    try {
      secret = secrets.find(attempt.purchase(), attempt.number());
    } catch (IllegalStateException otherKey) {
      return new Unknown(
          "nothing found, and the payment secret is not readable with our key", true);
    }
    if (secret.isEmpty()) {
      return unknown("nothing found, and the payment secret is erased", age);
    }
    try {
      return byUse(client.isUsed(secret.get()), age);
    } catch (NotFoundException gone) {
      return unknown("nothing found, and the platform has forgotten the payment secret", age);
    }
  }

  private AuthorizationResult byUse(boolean used, Duration age) {
    if (used) {
      return unknown("the payment secret was used, but no payment is found yet", age);
    }
    return hasDecided(age)
        ? new NotFound("the request never reached the platform")
        : unknown("nothing found yet", age);
  }

  /** Whether the platform can no longer come to hold money for a request of that age. */
  private boolean hasDecided(Duration age) {
    Timeouts waits = settings.waits();
    return age.compareTo(waits.platformLimit().plus(waits.unknownMargin())) > 0;
  }

  private static Unknown unknown(String reason, Duration age) {
    return new Unknown(reason, age.compareTo(PERSON_NEEDED_AFTER) > 0);
  }
}
