package licensing.purchase;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.PurchaseOutcome;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;

/**
 * One purchase, as buyer, platform and support deal with it. What it refuses, it refuses with an
 * application failure that {@link Refusal#of} reads.
 */
@WorkflowInterface
public interface PurchaseWorkflow {

  /** Where purchases wait for workers, and what is written to the database. */
  String TASK_QUEUE = "purchases";

  /**
   * After which a worker that was given a workflow task is taken for dead, and another one is given
   * it: that long a buyer waits for one that was killed. Where local activities take longer, the
   * SDK asks for more time once four fifths of it have passed.
   */
  Duration TASK_TIMEOUT = Duration.ofMillis(1_500);

  @WorkflowMethod(name = "Purchase")
  PurchaseOutcome purchase(PurchaseStart start);

  /**
   * Subscribe Now: an update, since the buyer must see that consent and price are stored. Sent
   * together with the start. The same content gets the same answer.
   */
  @UpdateMethod(name = "subscribe")
  void subscribe(Subscribe order);

  @UpdateValidatorMethod(updateName = "subscribe")
  void validateSubscribe(Subscribe order);

  /** Continue: an update, since the buyer's new window needs the attempt to pay in the records. */
  @UpdateMethod(name = "confirmRedirect")
  void confirmRedirect(ConfirmRedirect confirmation);

  @UpdateValidatorMethod(updateName = "confirmRedirect")
  void validateConfirmRedirect(ConfirmRedirect confirmation);

  /** Cancel: an update, since it may lose the race against a payment. */
  @UpdateMethod(name = "withdraw")
  void withdraw(Buyer buyer);

  @UpdateValidatorMethod(updateName = "withdraw")
  void validateWithdraw(Buyer buyer);

  /**
   * What support does with an open purchase: an update, since whoever acts must hear what came of
   * it. Written to the audit before it is done; refused where the version seen is no longer the
   * newest: somebody was faster, or the purchase moved on.
   */
  @UpdateMethod(name = SUPPORT)
  void support(SupportCommand command);

  @UpdateValidatorMethod(updateName = SUPPORT)
  void validateSupport(SupportCommand command);

  String SUPPORT = "support";

  /** The payment page's callback: a signal, since its sender only reports. */
  @SignalMethod(name = "paymentSubmitted")
  void paymentSubmitted(PaymentSubmitted report);

  /** The platform reported something that may be what is waited for: a hint, so a signal. */
  @SignalMethod(name = "platformReported")
  void platformReported(PlatformReported report);

  /**
   * The click on Subscribe Now. Quantity, auto-renewal and the terms shown come from the buyer;
   * offer and current terms come from the server, since a validator can read nothing.
   */
  record Subscribe(
      Buyer buyer,
      Offer offer,
      int quantity,
      boolean autoRenew,
      Consent consent,
      Terms.Version currentTerms) {}

  /**
   * The click on Continue.
   *
   * @param currentTerms those in force now, from the server: consent to older ones does not hold
   */
  record ConfirmRedirect(Buyer buyer, Terms.Version currentTerms) {}

  /**
   * The report that a payment was handed in for an attempt. Only a wake-up: the attempt's row says
   * whether it is true.
   */
  record PaymentSubmitted(Buyer buyer, int attempt) {}

  /**
   * The report that the platform announced something about a purchase's payment. A hint: the
   * platform is read again before anything is believed.
   *
   * @param notification the id of the stored notification
   * @param kind the platform's word for it, such as "dispute_opened"
   */
  record PlatformReported(String notification, String kind) {}

  /** What a purchase is started with: who wants what, and how long it may wait for things. */
  record PurchaseStart(PurchaseId purchase, Buyer buyer, Offer.Kind offer, Timeouts waits) {}

  /**
   * By what purchases are found in the Temporal UI. Ids and words only: they are never encrypted.
   */
  final class PurchaseSearchAttributes {

    public static final SearchAttributeKey<String> ORGANIZATION =
        SearchAttributeKey.forKeyword("Organization");
    public static final SearchAttributeKey<String> OFFER = SearchAttributeKey.forKeyword("Offer");
    public static final SearchAttributeKey<String> ATTENTION =
        SearchAttributeKey.forKeyword("Attention");
    public static final SearchAttributeKey<String> OUTCOME =
        SearchAttributeKey.forKeyword("Outcome");

    /** What must be registered in a namespace before the first purchase. */
    public static final Map<String, IndexedValueType> REGISTERED =
        Map.of(
            ORGANIZATION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            OFFER.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            ATTENTION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            OUTCOME.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);

    private PurchaseSearchAttributes() {}

    /** Set at the start, where they cost no event. */
    public static SearchAttributes of(PurchaseStart start) {
      return SearchAttributes.newBuilder()
          .set(ORGANIZATION, start.buyer().organization().toString())
          .set(OFFER, start.offer().name())
          .build();
    }
  }
}
