package licensing.web.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import licensing.payment.AttemptState;
import licensing.purchase.PurchaseStep;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a support person may choose on a purchase's page. Only a first selection, by what is
 * recorded: the process itself decides.
 */
enum SupportChoice {
  RETRY_NOW,
  RECHECK_NOW,
  RESOLVE_PAID,
  RESOLVE_NOT_CHARGED,
  GIVE_BACK_AND_END,
  EXTEND_DEADLINE,
  ANNOTATE;

  static List<SupportChoice> openTo(PurchaseRecord purchase) {
    return Arrays.stream(values()).filter(choice -> choice.isOpenTo(purchase)).toList();
  }

  static Optional<SupportChoice> named(String name) {
    return Arrays.stream(values()).filter(choice -> choice.name().equals(name)).findFirst();
  }

  private boolean isOpenTo(PurchaseRecord purchase) {
    var progress = purchase.progress();
    return progress.isOpen()
        && switch (this) {
          case RETRY_NOW -> progress.attention() != null || isPaying(progress.payment());
          case RECHECK_NOW, RESOLVE_PAID, RESOLVE_NOT_CHARGED -> isUnsettled(progress.payment());
          case GIVE_BACK_AND_END ->
              progress.step() == PurchaseStep.ACTIVATE_LICENSE && purchase.license() == null;
          case EXTEND_DEADLINE -> isWaitedFor(progress.step());
          case ANNOTATE -> true;
        };
  }

  private static boolean isPaying(@Nullable AttemptState payment) {
    return payment != null && payment.isUnderWay();
  }

  private static boolean isUnsettled(@Nullable AttemptState payment) {
    return payment != null && payment.isUnsettled();
  }

  private static boolean isWaitedFor(PurchaseStep step) {
    return step == PurchaseStep.CONFIRM_REDIRECT || step == PurchaseStep.AWAIT_PAYMENT;
  }
}
