package licensing.paymentevent.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.db.PurchaseJournal;
import licensing.document.Documents;
import licensing.license.jdbc.LicenseRows;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.BraintreeLedger;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.paymentevent.PaymentEvents;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.paymentevent.jdbc.PaymentEventRows.Report;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Believes the platform when it is read, never the report. What was read, what follows from it, and
 * what came of the report are written in one transaction, and only what is new to us has an effect.
 */
@Component("paymentEvents")
public final class JdbcPaymentEvents implements PaymentEvents {

  /** A report may arrive before its cause can be read; after that it is taken for wrong. */
  private static final Duration TO_BE_SHOWN_WITHIN = Duration.ofHours(1);

  private final PaymentEventRows rows;
  private final BraintreeLedger platform;
  private final LicenseRows licenses;
  private final PurchaseJournal journal;
  private final Documents documents;
  private final Outbox outbox;
  private final TransactionOperations transaction;
  private final Clock clock;

  JdbcPaymentEvents(
      JdbcClient database,
      BraintreeLedger platform,
      LicenseRows licenses,
      PurchaseJournal journal,
      Documents documents,
      Outbox outbox,
      TransactionOperations transaction,
      Clock clock) {
    this.rows = new PaymentEventRows(database);
    this.platform = platform;
    this.licenses = licenses;
    this.journal = journal;
    this.documents = documents;
    this.outbox = outbox;
    this.transaction = transaction;
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
        .map(payment -> take(purchase, payment, giveBackSurplus(purchase, payment)))
        .orElseGet(
            () ->
                new ReportResult(
                    "ignored: the platform knows no such payment", rows.attention(purchase)));
  }

  private ReportResult settle(PurchaseId purchase, Report report) {
    if (!report.concernsMoney()) {
      return ignore(purchase, report, "nothing follows from such a report");
    }
    Optional<GatewayPayment> payment = platform.of(report.reference());
    if (payment.isEmpty() || !isShown(report, payment.get())) {
      return notShown(purchase, report);
    }
    boolean givenBack = giveBackSurplus(purchase, payment.get());
    return take(purchase, report, payment.get(), givenBack);
  }

  private static boolean isShown(Report report, GatewayPayment payment) {
    return !report.announcesAnEvent() || payment.tellsOf(report.subject());
  }

  private ReportResult notShown(PurchaseId purchase, Report report) {
    if (clock.instant().isBefore(report.receivedAt().plus(TO_BE_SHOWN_WITHIN))) {
      throw new NotShownYet();
    }
    return ignore(purchase, report, "the platform does not say so");
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

  private ReportResult ignore(PurchaseId purchase, Report report, String why) {
    return locked(purchase, () -> decide(report, new Effect("ignored: " + why, false)));
  }

  /**
   * @param givenBack whether the payment belonged to no license and was given back
   */
  ReportResult take(PurchaseId purchase, Report report, GatewayPayment payment, boolean givenBack) {
    return locked(purchase, () -> decide(report, effect(purchase, payment, givenBack)));
  }

  /** The same where nothing was reported. */
  ReportResult take(PurchaseId purchase, GatewayPayment payment, boolean givenBack) {
    return locked(purchase, () -> effect(purchase, payment, givenBack));
  }

  private ReportResult locked(PurchaseId purchase, Supplier<Effect> change) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              journal.lock(purchase);
              Effect effect = change.get();
              if (effect.changed()) {
                journal.changed(purchase);
              }
              return new ReportResult(effect.words(), rows.attention(purchase));
            }));
  }

  /** Even where nothing comes of it, the report is evidence, and support may be looking. */
  private Effect decide(Report report, Effect effect) {
    boolean decided = rows.decide(report, effect.words());
    return new Effect(effect.words(), effect.changed() || decided);
  }

  private Effect effect(PurchaseId purchase, GatewayPayment payment, boolean givenBack) {
    List<PaymentEvent> news =
        payment.events().stream()
            .filter(event -> isOfConcern(purchase, event))
            .filter(event -> rows.note(purchase, event))
            .toList();
    document(purchase, payment, news);
    news.stream()
        .filter(event -> event.kind() == PaymentEvent.Kind.DISPUTE_OPEN)
        .forEach(
            event ->
                outbox.record(OutboxEvent.PAYMENT_DISPUTED, purchase, event.subject(), Map.of()));
    if (!news.isEmpty()) {
      follow(purchase, DisputePolicy.of(rows.of(purchase), rows.license(purchase)));
    }
    return new Effect(words(news, givenBack), !news.isEmpty() || givenBack);
  }

  /** What did not arrive is written first, so that what went back instead is credited again. */
  private void document(PurchaseId purchase, GatewayPayment payment, List<PaymentEvent> news) {
    List<PaymentEvent> failed =
        news.stream().filter(event -> event.kind().isOfAFailedRefund()).toList();
    failed.forEach(
        event ->
            documents.neverArrived(purchase, event.reference(), event.subject(), event.amount()));
    (failed.isEmpty() ? news : payment.events())
        .stream()
            .filter(event -> event.kind() == PaymentEvent.Kind.MONEY_GIVEN_BACK)
            .forEach(event -> documents.wentBack(purchase, event.subject(), event.amount()));
  }

  /** What we gave back ourselves is known, and was no license's. */
  private boolean isOfConcern(PurchaseId purchase, PaymentEvent event) {
    return event.kind() != PaymentEvent.Kind.MONEY_GIVEN_BACK
        || rows.isLicensePaidBy(purchase, event.reference());
  }

  private static String words(List<PaymentEvent> news, boolean givenBack) {
    Stream<String> effects =
        Stream.concat(
            news.stream().map(PaymentEvent::toString),
            Stream.of("given back, since no license is for it").filter(words -> givenBack));
    String words = effects.collect(Collectors.joining("; "));
    return words.isEmpty() ? "ignored: nothing new" : "applied: " + words;
  }

  private void follow(PurchaseId purchase, DisputePolicy policy) {
    if (policy.suspended() != null) {
      licenses.suspend(purchase, policy.suspended());
    }
    if (policy.reinstated()) {
      licenses.reinstate(purchase);
      rows.endOfLostMoney(purchase);
    }
    if (policy.attention() == null) {
      rows.endOfReports(purchase);
    } else {
      rows.raise(purchase, policy.attention(), policy.why());
    }
  }

  /**
   * What came of a reading.
   *
   * @param changed whether any row says something else now
   */
  private record Effect(String words, boolean changed) {}

  /** Passing: the platform is to be read again later. Its message is read by support staff. */
  private static final class NotShownYet extends RuntimeException {
    NotShownYet() {
      super("the platform does not show yet what it reported");
    }
  }
}
