package licensing.paymentevent.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.PaymentEvents;
import licensing.paymentevent.ReportResult;
import licensing.paymentevent.truth.GatewayPayment;
import licensing.paymentevent.truth.PlatformTruth;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.PlatformReported;

/** Believes the platform when it is read, never the report. */
final class PlatformReports implements PaymentEvents {

  /** A report may arrive before its cause can be read; after that it is taken for wrong. */
  private static final Duration TO_BE_SHOWN_WITHIN = Duration.ofHours(1);

  private final ReportRows rows;
  private final PaymentEventRecords records;
  private final PlatformTruth platform;
  private final Clock clock;

  PlatformReports(
      ReportRows rows, PaymentEventRecords records, PlatformTruth platform, Clock clock) {
    this.rows = rows;
    this.records = records;
    this.platform = platform;
    this.clock = clock;
  }

  @Override
  public ReportResult settle(PurchaseId purchase, PlatformReported reported) {
    return rows.undecided(reported.notification())
        .map(report -> settle(purchase, report))
        .orElseGet(() -> new ReportResult("ignored: settled before", rows.attention(purchase)));
  }

  @Override
  public ReportResult reread(PurchaseId purchase, String reference) {
    return platform
        .of(reference)
        .map(truth -> records.apply(purchase, truth, giveBackSurplus(purchase, truth)))
        .orElseGet(
            () ->
                new ReportResult(
                    "ignored: the platform knows no such payment", rows.attention(purchase)));
  }

  private ReportResult settle(PurchaseId purchase, Report report) {
    if (!report.concernsMoney()) {
      return records.ignore(purchase, report, "nothing follows from such a report");
    }
    Optional<GatewayPayment> truth = platform.of(report.reference());
    if (truth.isEmpty() || !isShown(report, truth.get())) {
      return notShown(purchase, report);
    }
    boolean givenBack = giveBackSurplus(purchase, truth.get());
    return records.apply(purchase, report, truth.get(), givenBack);
  }

  private static boolean isShown(Report report, GatewayPayment truth) {
    return !report.announcesAnEvent() || truth.tellsOf(report.subject());
  }

  private ReportResult notShown(PurchaseId purchase, Report report) {
    if (clock.instant().isBefore(report.receivedAt().plus(TO_BE_SHOWN_WITHIN))) {
      throw new NotShownYet();
    }
    return records.ignore(purchase, report, "the platform does not say so");
  }

  /** Money under an order of ours that no license is for. */
  private boolean giveBackSurplus(PurchaseId purchase, GatewayPayment payment) {
    if (!payment.canBeGivenBack()) {
      return false;
    }
    Optional<PaymentAttempt> attempt = rows.attemptBesides(purchase, payment);
    attempt.ifPresent(of -> platform.giveBack(of, payment));
    return attempt.isPresent();
  }

  /** Passing: the platform is to be read again later. Its message is read by support staff. */
  private static final class NotShownYet extends RuntimeException {
    NotShownYet() {
      super("the platform does not show yet what it reported");
    }
  }
}
