package licensing.local.storm.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.Rule.Found;
import licensing.purchase.status.PurchaseOutcome.Kind;

/** Whether all who speak of a purchase say the same, and say it truly. */
final class AgreementRules {

  private static final Set<Kind> LICENSE_HAS_WORKED = EnumSet.of(Kind.LICENSED, Kind.SUSPENDED);

  private AgreementRules() {}

  static Stream<String> lost(Dossier purchase) {
    if (purchase.record() == null) {
      return purchase.told() == null
          ? Stream.empty()
          : Stream.of("the buyer was told that it is ordered, and it is not recorded");
    }
    return purchase.outcome() == null && !purchase.asksForPerson()
        ? Stream.of("it has not ended, and nobody is asked to look")
        : Stream.empty();
  }

  static Stream<String> different(Dossier purchase) {
    Dossier.Record record = purchase.record();
    if (record == null) {
      return purchase.process() == null || purchase.process().key() == null
          ? Stream.empty()
          : Stream.of("its workflow gave a license, and nothing is recorded");
    }
    List<String> found = new ArrayList<>();
    String rows = "the rows say " + record.outcome();
    if (purchase.process() == null) {
      found.add(rows + ", and Temporal does not have it");
    } else if (record.outcome() != purchase.process().outcome()) {
      found.add(rows + ", its workflow says " + purchase.process().outcome());
    }
    if (purchase.pages() != null) {
      comparePages(record, purchase.pages(), purchase.wasTakenBack(), found);
    }
    if (purchase.told() != null
        && purchase.told().home()
        && !LICENSE_HAS_WORKED.contains(record.outcome())
        && !purchase.asksForPerson()) {
      found.add(rows + ", and the buyer was told that the license works");
    }
    return found.stream();
  }

  private static void comparePages(
      Dossier.Record record, Dossier.Pages pages, boolean takenBack, List<String> found) {
    if (record.outcome() != null
        && !pages.status().startsWith(record.outcome().name())
        && !(takenBack && pages.status().startsWith("TAKEN_BACK"))) {
      found.add("the rows say " + record.outcome() + ", the buyer's page " + pages.status());
    }
    if (!pages.buyers().equals(pages.supports())) {
      found.add("the buyer reads \"" + pages.buyers() + "\", support \"" + pages.supports() + "\"");
    }
  }

  static Stream<String> consent(Dossier purchase) {
    Dossier.Record record = purchase.record();
    if (record == null) {
      return Stream.empty();
    }
    Dossier.Consent consent = record.consent();
    if (consent == null) {
      return Stream.of("no consent is recorded");
    }
    List<String> found = new ArrayList<>();
    if (!consent.hash().equals(consent.published())) {
      found.add("the consent names a text that was not published");
    }
    if (purchase.told() != null
        && purchase.told().terms() != null
        && !purchase.told().terms().equals(consent.hash())) {
      found.add("the consent names another text than the buyer was shown");
    }
    if (record.firstCharging() != null && !consent.givenAt().isBefore(record.firstCharging())) {
      found.add("money was asked for before the consent was given");
    }
    return found.stream();
  }

  static Stream<Found> webhooks(Books books) {
    return Stream.concat(forgeries(books), mishandled(books));
  }

  private static Stream<Found> forgeries(Books books) {
    return books.forgeries().stream()
        .map(notice -> new Found(notice.toString(), "was acknowledged, though it was forged"));
  }

  private static Stream<Found> mishandled(Books books) {
    return books.webhooks().stream()
        .filter(webhook -> !webhook.applied())
        .map(
            webhook ->
                new Found(
                    webhook.notice().toString(),
                    webhook.kept()
                        ? "is stored, and neither applied nor ignored with a reason"
                        : "was acknowledged, and is not stored"));
  }

  static Stream<Found> histories(Books books) {
    Stream<Found> purchases =
        books.dossiers().stream()
            .flatMap(each -> unsound(each).map(what -> new Found(each.purchase(), what)));
    Stream<Found> others =
        books.unsoundHistories().stream().map(what -> new Found("another workflow", what));
    return Stream.concat(purchases, others);
  }

  private static Stream<String> unsound(Dossier purchase) {
    Dossier.Process process = purchase.process();
    if (process == null) {
      return Stream.empty();
    }
    Stream<String> tasks = process.brokenTasks().stream().map("a workflow task failed: "::concat);
    return process.replay().isEmpty()
        ? tasks
        : Stream.concat(tasks, Stream.of("its history does not replay: " + process.replay()));
  }

  static Stream<Found> leaks(Books books) {
    return books.leaks().stream().map(where -> new Found("something secret", where));
  }

  static Stream<Found> documents(Books books) {
    Stream<Found> numbers =
        books.documents().stream().map(problem -> new Found("documents", problem));
    Stream<Found> notes =
        books.dossiers().stream()
            .flatMap(each -> notes(each).map(what -> new Found(each.purchase(), what)));
    return Stream.concat(numbers, notes);
  }

  /** What money that came late or twice came to is in no document. */
  private static Stream<String> notes(Dossier purchase) {
    Dossier.Record record = purchase.record();
    if (record == null) {
      return Stream.empty();
    }
    List<Payment> adopted =
        purchase.payments().stream()
            .filter(payment -> record.adopted().contains(payment.reference()))
            .toList();
    BigDecimal back = sum(adopted.stream().map(Payment::givenBack));
    BigDecimal credited = sum(record.documents().stream().map(Dossier.Document::credited));
    List<String> found = new ArrayList<>();
    if (credited.compareTo(back) != 0) {
      found.add(
          "its credit and debit notes come to %s, and %s went back: %s"
              .formatted(credited, back, record.documents()));
    }
    Set<String> failed =
        adopted.stream()
            .flatMap(payment -> payment.failedRefunds().stream())
            .map("failed "::concat)
            .collect(Collectors.toSet());
    record.documents().stream()
        .filter(note -> note.credited().signum() < 0 && !failed.contains(note.subject()))
        .forEach(note -> found.add(note.number() + " is the debit note of no refund that failed"));
    return found.stream();
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static Stream<Found> evidence(Books books) {
    return books.evidence().stream().map(problem -> new Found("evidence", problem));
  }

  static Stream<Found> audit(Books books) {
    return books.audit().stream().map(finding -> new Found("audit", finding));
  }
}
