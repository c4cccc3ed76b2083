package licensing.paymentevent.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

/**
 * What follows for the license, and for whoever should look: the policy on all that came of a
 * purchase's payments.
 *
 * @param suspended why the license must not work any more, null where it may
 * @param attention null when nobody needs to look
 * @param why in words for support staff
 */
record DisputePolicy(@Nullable String suspended, @Nullable Attention attention, String why) {

  /** Whether the purchase has a license, and whether it works. */
  enum LicenseState {
    NONE,
    ACTIVE,
    SUSPENDED
  }

  /**
   * One event of the purchase.
   *
   * @param adopted whether the payment is the one that the license is for
   */
  record Known(PaymentEvent.Kind kind, @Nullable Money amount, String reference, boolean adopted) {

    private boolean isOneOf(PaymentEvent.Kind... kinds) {
      return List.of(kinds).contains(kind);
    }

    private String words() {
      return "%s: %s of payment %s"
          .formatted(kind.words(), amount == null ? "an unknown amount" : amount, reference);
    }
  }

  static DisputePolicy of(List<Known> events, LicenseState license) {
    List<Known> lost = events.stream().filter(DisputePolicy::isLost).toList();
    if (license != LicenseState.NONE && !lost.isEmpty()) {
      String reason = words(lost.stream());
      return new DisputePolicy(reason, Attention.MONEY_LOST, reason + "; the license is suspended");
    }
    List<Known> open = events.stream().filter(event -> isOpen(event, license)).toList();
    return open.isEmpty()
        ? new DisputePolicy(null, null, "")
        : new DisputePolicy(
            null,
            Attention.PLATFORM_REPORT,
            words(open.stream()) + "; the license stays as it is until a person decides");
  }

  /** The money that the license was paid with is gone for good. */
  private static boolean isLost(Known event) {
    return event.adopted()
        && event.isOneOf(PaymentEvent.Kind.DISPUTE_LOST, PaymentEvent.Kind.SETTLEMENT_DECLINED);
  }

  /** What does not come right by itself. */
  private static boolean isOpen(Known event, LicenseState license) {
    return switch (event.kind()) {
      case DISPUTE_OPEN, REFUND_FAILED -> true;
      // Perhaps refunded as well.
      case DISPUTE_LOST -> license == LicenseState.NONE || !event.adopted();
      // After it had counted as lost.
      case DISPUTE_WON -> license == LicenseState.SUSPENDED && event.adopted();
      case SETTLEMENT_DECLINED, REFUND_MADE_GOOD -> false;
    };
  }

  private static String words(Stream<Known> events) {
    return events.map(Known::words).collect(Collectors.joining(", "));
  }
}
