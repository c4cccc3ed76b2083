package licensing.license;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import licensing.license.Licenses.ActivationResult;
import licensing.license.Licenses.ActivationResult.Activated;
import licensing.license.Licenses.ActivationResult.Refused;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import org.jspecify.annotations.Nullable;

/** Licenses in memory. */
public final class InMemoryLicenses implements Licenses {

  private final Map<PurchaseId, License> licenses = new HashMap<>();
  private final Map<PurchaseId, String> abandoned = new HashMap<>();
  private final Set<PurchaseId> suspended = new HashSet<>();
  private int failures;
  private int lostAnswers;
  private @Nullable String refusal;
  private Runnable meanwhile = () -> {};

  /** So many activations and suspensions fail. */
  public synchronized void failing(int calls) {
    failures = calls;
  }

  /** So many activations take effect, and nobody hears of it. */
  public synchronized void answersLost(int activations) {
    lostAnswers = activations;
  }

  /** What happens while the next activation is tried. */
  public synchronized void meanwhile(Runnable once) {
    meanwhile =
        () -> {
          meanwhile = () -> {};
          once.run();
        };
  }

  /** From now on the business refuses every activation. */
  public synchronized void refuse(String reason) {
    refusal = reason;
  }

  public synchronized Optional<License> of(PurchaseId purchase) {
    return Optional.ofNullable(licenses.get(purchase));
  }

  public synchronized boolean isAbandoned(PurchaseId purchase) {
    return abandoned.containsKey(purchase);
  }

  public synchronized boolean isSuspended(PurchaseId purchase) {
    return suspended.contains(purchase);
  }

  @Override
  public synchronized ActivationResult activate(
      Subscription subscription, Authorization authorization) {
    meanwhile.run();
    failIfDue();
    String fence = abandoned.getOrDefault(subscription.purchase(), refusal);
    if (fence != null) {
      return new Refused(fence);
    }
    License license =
        licenses.computeIfAbsent(
            subscription.purchase(), purchase -> license(subscription, authorization));
    if (lostAnswers > 0) {
      lostAnswers--;
      throw new IllegalStateException("the answer is lost");
    }
    return activated(license);
  }

  @Override
  public synchronized ActivationResult abandon(PurchaseId purchase, String reason) {
    License license = licenses.get(purchase);
    if (license != null) {
      return activated(license);
    }
    abandoned.putIfAbsent(purchase, reason);
    return new Refused(abandoned.get(purchase));
  }

  @Override
  public synchronized void suspend(PurchaseId purchase, String reason) {
    failIfDue();
    suspended.add(purchase);
  }

  private void failIfDue() {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the database does not answer");
    }
  }

  private static Activated activated(License license) {
    return new Activated(license.key(), license.period().end());
  }

  private static License license(Subscription subscription, Authorization authorization) {
    return new License(
        new License.Key("MIG-" + subscription.purchase().toString().substring(0, 8)),
        subscription.purchase(),
        subscription.offer().kind(),
        subscription.quantity(),
        subscription.autoRenew(),
        License.Period.starting(authorization.authorizedAt(), subscription.offer().periodDays()));
  }
}
