package licensing.license;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;

/** Makes licenses work, and stops them. The key of every effect is the purchase. */
@ActivityInterface(namePrefix = "Licenses.")
public interface Licenses {

  /**
   * Makes the license of a purchase work from the time of its authorization on, and announces it.
   * Refused where the activation was abandoned before, or the organization no longer exists.
   */
  ActivationResult activate(Subscription subscription, Authorization authorization);

  /**
   * Fences off any later activation, before the money is given back.
   *
   * @return {@code Refused} once the fence stands, or {@code Activated} where a license came first
   */
  ActivationResult abandon(PurchaseId purchase, String reason);

  /** Stops a license whose money is not to be had. Its row stays. */
  void suspend(PurchaseId purchase, String reason);

  /** What became of activating. A passing trouble is an exception instead. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(ActivationResult.Activated.class),
    @JsonSubTypes.Type(ActivationResult.Refused.class)
  })
  sealed interface ActivationResult {

    /**
     * The license works; the same one however often it is asked for.
     *
     * @param until when it expires
     */
    record Activated(License.Key key, Instant until) implements ActivationResult {}

    /** The business will not have it: the money is to be given back. */
    record Refused(String reason) implements ActivationResult {}
  }
}
