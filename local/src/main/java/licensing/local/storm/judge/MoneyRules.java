package licensing.local.storm.judge;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.Rule.Found;
import licensing.purchase.status.PurchaseOutcome;

/** Where the money is, and what was given for it. */
final class MoneyRules {

  private MoneyRules() {}

  static Stream<String> withoutLicense(Dossier purchase) {
    Stream<String> taken =
        purchase.hasActiveLicense()
            ? Stream.empty()
            : purchase.taken().map(payment -> payment + " is taken, and no license is active");
    Stream<String> held =
        purchase.asksForPerson()
            ? Stream.empty()
            : purchase.held().map(payment -> payment + " is held, and nobody is asked to look");
    return Stream.concat(taken, held);
  }

  static Stream<String> withoutMoney(Dossier purchase) {
    Dossier.Record record = purchase.record();
    if (record == null || !purchase.hasActiveLicense()) {
      return Stream.empty();
    }
    List<Payment> good =
        Stream.concat(purchase.taken(), purchase.asksForPerson() ? purchase.held() : Stream.empty())
            .filter(payment -> payment.left().equals(record.total()))
            .filter(payment -> payment.orderId().startsWith(purchase.purchase()))
            .filter(payment -> record.adopted().contains(payment.reference()))
            .toList();
    return good.size() == 1
        ? Stream.empty()
        : Stream.of("its license is active, and of its payments these are good: " + good);
  }

  static Stream<String> twice(Dossier purchase) {
    long taken = purchase.payments().stream().filter(Payment::wasTaken).count();
    Stream<String> payments =
        taken > 1 ? Stream.of(taken + " payments were captured") : Stream.empty();
    Set<String> keys = keys(purchase);
    Stream<String> licenses =
        keys.size() > 1 ? Stream.of("several license keys were seen: " + keys) : Stream.empty();
    return Stream.concat(payments, licenses);
  }

  static Stream<Found> sums(Books books) {
    BigDecimal onPlatform =
        books.dossiers().stream()
            .flatMap(Dossier::taken)
            .map(payment -> payment.left().amount())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal inRows =
        books.dossiers().stream()
            .filter(purchase -> purchase.outcome() == PurchaseOutcome.Kind.LICENSED)
            .filter(purchase -> !purchase.wasTakenBack())
            .map(MoneyRules::price)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal inTemporal =
        books.dossiers().stream()
            .filter(MoneyRules::resultIsLicensed)
            .map(MoneyRules::price)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return onPlatform.compareTo(inRows) == 0 && inRows.compareTo(inTemporal) == 0
        ? Stream.empty()
        : Stream.of(
            new Found(
                "all purchases",
                "captured on the platform %s, licensed in PostgreSQL %s, licensed in Temporal %s"
                    .formatted(onPlatform, inRows, inTemporal)));
  }

  private static boolean resultIsLicensed(Dossier purchase) {
    return purchase.process() != null
        && !purchase.wasTakenBack()
        && purchase.process().outcome() == PurchaseOutcome.Kind.LICENSED;
  }

  private static BigDecimal price(Dossier purchase) {
    return purchase.record() == null ? BigDecimal.ZERO : purchase.record().total().amount();
  }

  private static Set<String> keys(Dossier purchase) {
    Set<String> keys = new HashSet<>();
    if (purchase.told() != null) {
      keys.addAll(purchase.told().keys());
    }
    if (purchase.record() != null) {
      purchase.record().licenses().forEach(license -> keys.add(license.key()));
    }
    if (purchase.process() != null && purchase.process().key() != null) {
      keys.add(purchase.process().key());
    }
    return keys;
  }
}
