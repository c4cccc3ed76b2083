package licensing.audit.ledger;

import static licensing.audit.AuditReport.Finding.Kind.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.audit.AuditReport.Finding;
import licensing.audit.ledger.ProcessLedger.ProcessState;
import licensing.audit.ledger.ProcessLedger.ProcessState.Life;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase.RecordedPayment;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.MoneyState;
import org.jspecify.annotations.Nullable;

/**
 * The three ledgers of one purchase, side by side.
 *
 * @param payments of the platform, by its order ids
 * @param process null where Temporal has none (any more)
 * @param paymentsSince the platform was not asked for earlier ones
 */
record Comparison(
    RecordedPurchase record,
    List<GatewayPayment> payments,
    @Nullable ProcessState process,
    Instant paymentsSince,
    Instant now) {

  /** After its deadline an open purchase has ended or asked for a person. */
  private static final Duration OVERDUE_AFTER = Duration.ofHours(1);

  List<Finding> findings() {
    return (record.outcome() == null ? open() : ended()).toList();
  }

  private Stream<Finding> open() {
    if (process == null) {
      return found(WORKFLOW_MISSING, "it is recorded as open, and has no workflow");
    }
    if (process.life() == Life.BROKEN_OFF) {
      return brokenOff();
    }
    if (process.life() == Life.COMPLETED) {
      return found(
          END_NOT_RECORDED,
          "its workflow ended%s, and it is recorded as open"
              .formatted(process.outcome() == null ? "" : " as " + process.outcome()));
    }
    return isOverdue(record.payBefore())
        ? found(OVERDUE, "it should have ended by " + record.payBefore())
        : Stream.empty();
  }

  private boolean isOverdue(Instant due) {
    return due.plus(OVERDUE_AFTER).isBefore(now) && !record.attention();
  }

  private Stream<Finding> brokenOff() {
    ProcessState broken = Objects.requireNonNull(process);
    return Stream.of(
        new Finding(
            BROKEN_OFF,
            record.id().toString(),
            "",
            "its workflow was broken off; the platform has " + heldOrTaken(),
            Objects.requireNonNullElse(broken.endedAt(), now)));
  }

  private String heldOrTaken() {
    List<String> references =
        payments.stream().filter(GatewayPayment::isWithUs).map(GatewayPayment::reference).toList();
    return references.isEmpty() ? "no money of it" : "money: " + String.join(", ", references);
  }

  private Stream<Finding> ended() {
    return Stream.of(
            chargedTwice(),
            withoutLicense(),
            wrongAmounts(),
            uncaptured(),
            givenBack(),
            missing(),
            withoutMoney(),
            outcomes())
        .flatMap(each -> each);
  }

  private Stream<Finding> outcomes() {
    String recorded = Objects.requireNonNull(record.outcome()).label();
    String said = process == null ? null : process.outcome();
    return said == null || said.equals(recorded)
        ? unfinished()
        : found(
            OUTCOMES_DIFFER,
            "it is recorded as %s, and its workflow says %s".formatted(recorded, said));
  }

  /**
   * After the end it may have money to give back, which it asks a person to look at if it fails.
   */
  private Stream<Finding> unfinished() {
    return switch (process == null ? Life.COMPLETED : process.life()) {
      case COMPLETED -> Stream.empty();
      case BROKEN_OFF -> brokenOff();
      case RUNNING ->
          isOverdue(record.restsSince())
              ? found(OVERDUE, "it is recorded as ended, and its workflow goes on")
              : Stream.empty();
    };
  }

  private Stream<Finding> found(Finding.Kind kind, String disagreement) {
    return Stream.of(record.finding(kind, "", disagreement));
  }

  // --- the money of a purchase that ended: what is recorded, and what the platform has

  private Stream<Finding> chargedTwice() {
    String references = withUs().map(GatewayPayment::reference).collect(Collectors.joining(", "));
    return withUs().count() < 2
        ? Stream.empty()
        : Stream.of(record.finding(CHARGED_TWICE, "", "held or taken are " + references));
  }

  private Stream<Finding> withoutLicense() {
    return record.license()
        ? Stream.empty()
        : withUs()
            .map(
                payment ->
                    record.finding(
                        MONEY_WITHOUT_LICENSE,
                        payment.reference(),
                        "it ended as %s, and the platform has %s"
                            .formatted(
                                Objects.requireNonNull(record.outcome()).label(),
                                payment.words())));
  }

  private Stream<Finding> wrongAmounts() {
    return record.payments().stream()
        .flatMap(
            recorded ->
                withUs()
                    .filter(payment -> payment.orderId().equals(recorded.attempt().orderId()))
                    .filter(payment -> !recorded.attempt().amount().equals(payment.amount()))
                    .map(
                        payment ->
                            record.finding(
                                WRONG_AMOUNT,
                                payment.reference(),
                                "the price is %s, and the platform has %s"
                                    .formatted(recorded.attempt().amount(), payment.words()))));
  }

  private Stream<Finding> uncaptured() {
    return adopted()
        .filter(RecordedPayment::captured)
        .flatMap(
            recorded ->
                onPlatform(recorded).stream()
                    .filter(payment -> payment.money() == MoneyState.HELD)
                    .map(
                        payment ->
                            record.finding(
                                CAPTURE_MISSING,
                                payment.reference(),
                                "attempt %d is recorded as taken, and the platform has it %s"
                                    .formatted(
                                        recorded.attempt().number(), payment.money().words()))));
  }

  /** What was taken may be lost, or given back by hand, afterwards; then no license works. */
  private Stream<Finding> givenBack() {
    return record.kept()
        ? Stream.empty()
        : wentBack()
            .map(
                payment ->
                    record.finding(
                        MONEY_GIVEN_BACK,
                        payment.reference(),
                        payment.isWithUs()
                            ? "its license works, and of %s %s were given back at the platform"
                                .formatted(payment.amount(), payment.givenBack())
                            : "its license works, and the platform has %s"
                                .formatted(payment.words())));
  }

  private Stream<GatewayPayment> wentBack() {
    return record.license()
        ? adopted()
            .filter(RecordedPayment::captured)
            .flatMap(recorded -> onPlatform(recorded).stream())
            .filter(payment -> !payment.isWithUs() || payment.givenBack() != null)
        : Stream.empty();
  }

  private Stream<Finding> missing() {
    return adopted()
        .filter(this::wasAskedFor)
        .filter(recorded -> onPlatform(recorded).isEmpty())
        .map(
            recorded ->
                record.finding(
                    PAYMENT_MISSING,
                    Objects.requireNonNull(recorded.reference()),
                    "attempt %d is recorded as authorized, and the platform does not list it"
                        .formatted(recorded.attempt().number())));
  }

  private Stream<Finding> withoutMoney() {
    boolean paid = withUs().findAny().isPresent();
    boolean complete = adopted().allMatch(this::wasAskedFor);
    return record.license() && !record.kept() && !paid && complete && wentBack().findAny().isEmpty()
        ? Stream.of(
            record.finding(
                LICENSE_WITHOUT_MONEY,
                "",
                "its license works, and the platform has no money for it"))
        : Stream.empty();
  }

  private Stream<RecordedPayment> adopted() {
    return record.payments().stream().filter(recorded -> recorded.reference() != null);
  }

  /** The platform's clock and ours may differ a little. */
  private boolean wasAskedFor(RecordedPayment recorded) {
    Instant at = recorded.authorizedAt();
    return at != null && at.minusSeconds(60).isAfter(paymentsSince);
  }

  private Optional<GatewayPayment> onPlatform(RecordedPayment recorded) {
    return payments.stream()
        .filter(payment -> payment.reference().equals(recorded.reference()))
        .findFirst();
  }

  private Stream<GatewayPayment> withUs() {
    return payments.stream().filter(GatewayPayment::isWithUs);
  }
}
