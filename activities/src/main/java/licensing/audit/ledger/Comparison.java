package licensing.audit.ledger;

import static licensing.audit.FindingKind.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.audit.Finding;
import licensing.audit.FindingKind;
import licensing.audit.ledger.PlatformPayment.Standing;
import licensing.audit.ledger.ProcessState.Life;
import licensing.audit.ledger.RecordedPurchase.Attempt;
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
    List<PlatformPayment> payments,
    @Nullable ProcessState process,
    Instant paymentsSince,
    Instant now) {

  /** After its deadline an open purchase has ended or asked for a person. */
  private static final Duration OVERDUE_AFTER = Duration.ofHours(1);

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (record.outcome() == null) {
      open().ifPresent(findings::add);
    } else {
      money().forEach(findings::add);
      license().ifPresent(findings::add);
      ended().ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> open() {
    if (process == null) {
      return found(WORKFLOW_MISSING, "", "it is recorded as open, and has no workflow");
    }
    if (process.life() != Life.RUNNING) {
      return found(
          END_NOT_RECORDED,
          "",
          "its workflow %s%s, and it is recorded as open"
              .formatted(
                  process.life() == Life.COMPLETED ? "ended" : "was broken off",
                  process.outcome() == null ? "" : " as " + process.outcome()));
    }
    boolean overdue = record.payBefore().plus(OVERDUE_AFTER).isBefore(now);
    return overdue && !record.attention()
        ? found(OVERDUE, "", "it should have ended by " + record.payBefore())
        : Optional.empty();
  }

  private Stream<Finding> money() {
    return Stream.of(chargedTwice(), withoutLicense(), wrongAmounts(), uncaptured(), missing())
        .flatMap(each -> each);
  }

  private Stream<Finding> chargedTwice() {
    List<PlatformPayment> payments = withUs().toList();
    return payments.size() < 2
        ? Stream.empty()
        : found(CHARGED_TWICE, "", "held or taken are " + references(payments)).stream();
  }

  private Stream<Finding> withoutLicense() {
    return record.license()
        ? Stream.empty()
        : withUs()
            .map(
                payment ->
                    finding(
                        MONEY_WITHOUT_LICENSE,
                        payment.reference(),
                        "it ended as %s, and the platform has %s %s"
                            .formatted(outcome(), amount(payment), standing(payment))));
  }

  private Stream<Finding> wrongAmounts() {
    return withUs()
        .filter(payment -> attempt(payment).isPresent())
        .filter(payment -> !attempt(payment).orElseThrow().amount().equals(payment.amount()))
        .map(
            payment ->
                finding(
                    WRONG_AMOUNT,
                    payment.reference(),
                    "the price is %s, and the platform has %s %s"
                        .formatted(
                            attempt(payment).orElseThrow().amount(),
                            amount(payment),
                            standing(payment))));
  }

  private Stream<Finding> uncaptured() {
    return adopted()
        .filter(Attempt::captured)
        .filter(
            attempt ->
                payment(attempt).map(PlatformPayment::standing).stream()
                    .anyMatch(standing -> standing != Standing.TAKEN))
        .map(
            attempt ->
                finding(
                    CAPTURE_MISSING,
                    Objects.requireNonNull(attempt.reference()),
                    "attempt %d is recorded as taken, and the platform has it %s"
                        .formatted(attempt.number(), standing(payment(attempt).orElseThrow()))));
  }

  private Stream<Finding> missing() {
    return adopted()
        .filter(this::wasAskedFor)
        .filter(attempt -> payment(attempt).isEmpty())
        .map(
            attempt ->
                finding(
                    PAYMENT_MISSING,
                    Objects.requireNonNull(attempt.reference()),
                    "attempt %d is recorded as authorized, and the platform does not list it"
                        .formatted(attempt.number())));
  }

  private Optional<Finding> license() {
    boolean paid = withUs().findAny().isPresent();
    boolean complete = adopted().allMatch(this::wasAskedFor);
    return record.license() && !paid && complete
        ? found(
            LICENSE_WITHOUT_MONEY, "", "its license works, and the platform has no money for it")
        : Optional.empty();
  }

  private Optional<Finding> ended() {
    String said = process == null ? null : process.outcome();
    return said == null || said.equals(outcome())
        ? Optional.empty()
        : found(
            OUTCOMES_DIFFER,
            "",
            "it is recorded as %s, and its workflow says %s".formatted(outcome(), said));
  }

  private Stream<Attempt> adopted() {
    return record.attempts().stream().filter(attempt -> attempt.reference() != null);
  }

  /** The platform's clock and ours may differ a little. */
  private boolean wasAskedFor(Attempt attempt) {
    Instant at = attempt.authorizedAt();
    return at != null && at.minusSeconds(60).isAfter(paymentsSince);
  }

  private Optional<PlatformPayment> payment(Attempt attempt) {
    return payments.stream()
        .filter(payment -> payment.reference().equals(attempt.reference()))
        .findFirst();
  }

  private Optional<Attempt> attempt(PlatformPayment payment) {
    return record.attempts().stream()
        .filter(attempt -> payment.orderId().equals(record.id().value() + "-" + attempt.number()))
        .findFirst();
  }

  private Stream<PlatformPayment> withUs() {
    return payments.stream().filter(payment -> payment.standing() != Standing.NOT_OURS);
  }

  private String outcome() {
    return Objects.requireNonNull(record.outcome()).label();
  }

  private static String standing(PlatformPayment payment) {
    return switch (payment.standing()) {
      case HELD -> "only held";
      case TAKEN -> "taken";
      case NOT_OURS -> "given back or refused";
    };
  }

  private static String amount(PlatformPayment payment) {
    return payment.amount() == null ? "an amount without a name" : payment.amount().toString();
  }

  private static String references(List<PlatformPayment> payments) {
    return String.join(", ", payments.stream().map(PlatformPayment::reference).toList());
  }

  private Optional<Finding> found(FindingKind kind, String subject, String disagreement) {
    return Optional.of(finding(kind, subject, disagreement));
  }

  private Finding finding(FindingKind kind, String subject, String disagreement) {
    Instant since = record.endedAt() == null ? record.payBefore() : record.endedAt();
    return new Finding(kind, record.id().value(), subject, disagreement, since);
  }
}
