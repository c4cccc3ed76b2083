package licensing.web.support;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import licensing.license.License;
import licensing.payment.Payments.Resolution;
import licensing.purchase.message.ForeignText;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;

/**
 * What a support person filled in.
 *
 * @param action the name of a {@link SupportChoice}
 * @param reference of the payment, where it is said to be paid
 * @param hours how much longer the buyer may take
 * @param version of the purchase on the page that was acted from
 * @param withdraw filled in where the action was proposed before, and shall not be done
 * @param typed the last block of the license's key, where it is about the license
 */
record ActionForm(
    @Nullable String action,
    @Nullable String reason,
    @Nullable String reference,
    @Nullable Integer hours,
    @Nullable Long version,
    @Nullable String withdraw,
    @Nullable String typed) {

  /**
   * What is wrong with it, as a message key; empty where nothing is.
   *
   * @param purchase as it is recorded
   */
  Optional<String> error(PurchaseRecord purchase) {
    if (choice().isEmpty() || version == null || isWithdrawn() && !choice().get().isProposed()) {
      return Optional.of("ACTION_MISSING");
    }
    if (!ForeignText.isKept(words(), longest())) {
      return Optional.of("REASON_MISSING");
    }
    if (choice().get().isTyped() && !isWithdrawn() && !isTyped(purchase.license())) {
      return Optional.of("KEY_NOT_TYPED");
    }
    return choice().equals(Optional.of(SupportChoice.RESOLVE_PAID)) && paidAs().isEmpty()
        ? Optional.of("REFERENCE_MISSING")
        : Optional.empty();
  }

  /** The field that a refusal is about, as the page names it; null where it is about none. */
  @Nullable String wrong(String refused) {
    return switch (refused) {
      case "ACTION_MISSING" -> "action";
      case "REASON_MISSING" -> "reason";
      case "REFERENCE_MISSING" -> "reference";
      case "NOT_BORNE_OUT" ->
          choice().equals(Optional.of(SupportChoice.RESOLVE_PAID)) ? "reference" : null;
      case "KEY_NOT_TYPED" -> "typed";
      case "DEADLINE_NOT_ALLOWED" -> "hours";
      default -> null;
    };
  }

  /**
   * @param operator who filled it in
   * @param purchase as it is recorded
   */
  SupportCommand of(ConsoleUser operator, PurchaseRecord purchase) {
    var request =
        new SupportRequest(
            // By the id twice: what stands in a history cannot be erased.
            operator.id().toString(), operator.id(), words(), Objects.requireNonNull(version));
    var chosen = chosen(request, purchase);
    return isWithdrawn()
        ? new SupportCommand.WithdrawProposal(request, Objects.requireNonNull(chosen.decides()))
        : chosen;
  }

  private SupportCommand chosen(SupportRequest request, PurchaseRecord purchase) {
    return switch (choice().orElseThrow()) {
      case RETRY_NOW -> new SupportCommand.RetryNow(request);
      case RECHECK_NOW -> new SupportCommand.RecheckNow(request);
      case RESOLVE_PAID ->
          new SupportCommand.ResolveUnknown(request, new Resolution.Paid(paidAs()));
      case RESOLVE_NOT_CHARGED ->
          new SupportCommand.ResolveUnknown(request, new Resolution.NotCharged());
      case GIVE_BACK_AND_END -> new SupportCommand.GiveBackAndEnd(request);
      case EXTEND_DEADLINE ->
          new SupportCommand.ExtendDeadline(
              request,
              purchase
                  .subscription()
                  .payBefore()
                  .plus(Duration.ofHours(Objects.requireNonNullElse(hours, 1))));
      case ANNOTATE -> new SupportCommand.Annotate(request);
      case MARK_AS_SETTLED -> new SupportCommand.MarkAsSettled(request);
      case REINSTATE -> new SupportCommand.Reinstate(request);
      case SUSPEND -> new SupportCommand.Suspend(request);
    };
  }

  Optional<SupportChoice> choice() {
    return SupportChoice.named(Objects.requireNonNullElse(action, ""));
  }

  private boolean isTyped(@Nullable License license) {
    if (license == null || typed == null) {
      return false;
    }
    String key = license.key().value();
    return typed.strip().equalsIgnoreCase(key.substring(key.lastIndexOf('-') + 1));
  }

  private boolean isWithdrawn() {
    return withdraw != null && !withdraw.isEmpty();
  }

  String words() {
    return TypedText.of(reason);
  }

  private String paidAs() {
    return Objects.requireNonNullElse(reference, "").strip();
  }

  private int longest() {
    return choice().equals(Optional.of(SupportChoice.ANNOTATE))
        ? SupportRequest.LONGEST_NOTE
        : SupportRequest.LONGEST_REASON;
  }
}
