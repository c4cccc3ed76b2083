package licensing.local.storm.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.people.Visit;
import org.jspecify.annotations.Nullable;

/** Puts together, by purchase, what each side says. */
record Dossiers(
    Map<String, Visit> visits,
    Map<String, RecordBook.Entry> records,
    Map<String, Dossier.Process> processes,
    Map<String, List<Payment>> payments,
    PageBook pages) {

  static Map<String, Visit> byPurchase(List<Visit> visits) {
    Map<String, Visit> byPurchase = new HashMap<>();
    for (Visit visit : visits) {
      if (visit.purchase() != null) {
        byPurchase.put(visit.purchase(), visit);
      }
    }
    return byPurchase;
  }

  List<Dossier> all() {
    return ids().stream().map(this::of).toList();
  }

  /** A workflow that nobody subscribed to is no purchase, unless it ended as one. */
  private Set<String> ids() {
    Set<String> ids = new TreeSet<>(records.keySet());
    ids.addAll(payments.keySet());
    ids.addAll(visits.keySet());
    processes.forEach(
        (id, process) -> {
          if (process.key() != null) {
            ids.add(id);
          }
        });
    return ids;
  }

  private Dossier of(String id) {
    RecordBook.Entry entry = records.get(id);
    return new Dossier(
        id,
        told(visits.get(id)),
        entry == null ? null : entry.record(),
        processes.get(id),
        payments.getOrDefault(id, List.of()),
        entry == null ? null : pages.of(id, entry.buyer()));
  }

  private static Dossier.@Nullable Told told(@Nullable Visit visit) {
    return visit == null
        ? null
        : new Dossier.Told(
            visit.wasToldHome(), visit.keysSeen(), visit.termsShown(), visit.toString());
  }
}
