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
 * @param reinstated whether it works again, since nothing speaks against it any more
 * @param attention null when nobody needs to look
 * @param why in words for support staff
 */
record DisputePolicy(
    @Nullable String suspended, boolean reinstated, @Nullable Attention attention, String why) {

  /** Whether the purchase has a license, and whether it works. */
  enum LicenseState {
    NONE,
    ACTIVE,
    /** Its money was taken and is still ours, as far as attempts know. */
    SUSPENDED,
    /** Its money was never taken, or was given back. */
    SUSPENDED_FOR_GOOD
  }

  /**
   * One event of the purchase.
   *
   * @param adopted whether the payment is the one that the license is for
   * @param settled whether it was decided since that the license works again, or, of money that was
   *     given back, that it stays as it is
   */
  record Known(
      PaymentEvent.Kind kind,
      @Nullable Money amount,
      String reference,
      boolean adopted,
      boolean settled) {

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
      return new DisputePolicy(
          reason, false, Attention.MONEY_LOST, reason + "; the license is suspended");
    }
    boolean gone = events.stream().anyMatch(DisputePolicy::isGivenBack);
    boolean won =
        license == LicenseState.SUSPENDED
            && !gone
            && events.stream()
                .anyMatch(it -> it.adopted() && it.isOneOf(PaymentEvent.Kind.DISPUTE_WON));
    List<Known> open = events.stream().filter(event -> isOpen(event, license, gone)).toList();
    return open.isEmpty()
        ? new DisputePolicy(null, won, null, "")
        : new DisputePolicy(
            null,
            won,
            Attention.PLATFORM_REPORT,
            words(open.stream())
                + (won
                    ? "; the license works again until a person decides"
                    : "; the license stays as it is until a person decides"));
  }

  /** The money that the license was paid with is gone for good, and nobody has decided since. */
  private static boolean isLost(Known event) {
    return event.adopted()
        && !event.settled()
        && event.isOneOf(PaymentEvent.Kind.DISPUTE_LOST, PaymentEvent.Kind.SETTLEMENT_DECLINED);
  }

  /** By somebody at the platform, and nobody has decided since what becomes of the license. */
  private static boolean isGivenBack(Known event) {
    return event.adopted() && !event.settled() && event.isOneOf(PaymentEvent.Kind.MONEY_GIVEN_BACK);
  }

  /** What does not come right by itself. */
  private static boolean isOpen(Known event, LicenseState license, boolean gone) {
    return switch (event.kind()) {
      case DISPUTE_OPEN, REFUND_FAILED -> true;
      // Perhaps refunded as well.
      case DISPUTE_LOST -> license == LicenseState.NONE || !event.adopted();
      case DISPUTE_WON ->
          event.adopted()
              && (license == LicenseState.SUSPENDED_FOR_GOOD
                  || gone && license == LicenseState.SUSPENDED);
      case MONEY_GIVEN_BACK -> license == LicenseState.ACTIVE && isGivenBack(event);
      case SETTLEMENT_DECLINED, REFUND_MADE_GOOD -> false;
    };
  }

  private static String words(Stream<Known> events) {
    return events.map(Known::words).collect(Collectors.joining(", "));
  }
}
