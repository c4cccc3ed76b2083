package licensing.audit.ledger;

import java.time.Instant;
import java.util.List;
import licensing.payment.AttemptState;
import licensing.payment.Money;
import licensing.payment.ReleaseResult;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as PostgreSQL has it.
 *
 * @param outcome null while it is open
 * @param attention whether a person was asked to look
 * @param license whether one works: not where there is none, or a suspended one
 */
public record RecordedPurchase(
    PurchaseId id,
    Instant payBefore,
    PurchaseOutcome.@Nullable Kind outcome,
    @Nullable Instant endedAt,
    boolean attention,
    boolean license,
    List<Attempt> attempts) {

  /**
   * One payment attempt.
   *
   * @param reference of the adopted authorization
   * @param authorizedAt when the platform authorized it
   */
  public record Attempt(
      int number,
      Money amount,
      AttemptState state,
      @Nullable String reference,
      @Nullable Instant authorizedAt,
      boolean captured,
      @Nullable ReleaseResult givenBack) {}
}
