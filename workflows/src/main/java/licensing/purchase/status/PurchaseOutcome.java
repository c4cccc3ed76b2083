package licensing.purchase.status;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import licensing.license.License;
import licensing.payment.Payments.ReleaseResult;
import licensing.purchase.status.PurchaseState.PurchaseStep;

/** How a purchase ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(PurchaseOutcome.Licensed.class),
  @JsonSubTypes.Type(PurchaseOutcome.Withdrawn.class),
  @JsonSubTypes.Type(PurchaseOutcome.Lapsed.class),
  @JsonSubTypes.Type(PurchaseOutcome.Declined.class),
  @JsonSubTypes.Type(PurchaseOutcome.GivenBack.class),
  @JsonSubTypes.Type(PurchaseOutcome.Suspended.class),
  @JsonSubTypes.Type(PurchaseOutcome.EndedBefore.class)
})
public sealed interface PurchaseOutcome {

  /** The word for it in search attributes, rows and message keys. */
  default Kind kind() {
    return switch (this) {
      case Licensed licensed -> Kind.LICENSED;
      case Withdrawn withdrawn -> Kind.WITHDRAWN;
      case Lapsed lapsed -> Kind.LAPSED;
      case Declined declined -> Kind.DECLINED;
      case GivenBack givenBack -> Kind.GIVEN_BACK;
      case Suspended suspended -> Kind.SUSPENDED;
      case EndedBefore before -> before.as();
    };
  }

  /** The kinds of end. The names are stored in rows. */
  enum Kind implements StateGraph.State {
    LICENSED("licensed"),
    WITHDRAWN("withdrawn"),
    LAPSED("lapsed"),
    DECLINED("declined"),
    GIVEN_BACK("given-back"),
    SUSPENDED("suspended");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * The license is active and the money is taken.
   *
   * @param until when it expires
   * @param reference of the payment on the platform
   */
  record Licensed(License.Key license, Instant until, String reference)
      implements PurchaseOutcome {}

  /** The buyer cancelled before paying; nothing was charged. */
  record Withdrawn() implements PurchaseOutcome {}

  /**
   * The deadline passed; nothing was charged.
   *
   * @param during the step that was waited in
   */
  record Lapsed(PurchaseStep during) implements PurchaseOutcome {}

  /** Every card that may be tried was declined; nothing was charged. */
  record Declined(String lastReason) implements PurchaseOutcome {}

  /** The license could not be activated, so the money was given back. */
  record GivenBack(String reason, ReleaseResult how) implements PurchaseOutcome {}

  /** The money was lost after activation, so the license was suspended. */
  record Suspended(License.Key license, String reason) implements PurchaseOutcome {}

  /** It had ended before this run began, as after a reset; what is recorded of that end stays. */
  record EndedBefore(Kind as) implements PurchaseOutcome {}
}
