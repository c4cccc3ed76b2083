package licensing.local.storm.judge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import licensing.local.TappedStack;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.people.Crowd;
import licensing.local.storm.people.Visit;
import licensing.local.storm.weather.PlatformControl;

/** Waits until nothing moves any more, reads all ledgers and pages, and judges. */
public final class Judge implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final TappedStack tapped;
  private final RecordBook records;
  private final PlatformBook platform;
  private final TemporalBook temporal;

  public Judge(TappedStack tapped, PlatformControl control) {
    this.tapped = tapped;
    this.records = new RecordBook(tapped.stack().database());
    this.platform = new PlatformBook(control);
    this.temporal = new TemporalBook(tapped.stack().get("TEMPORAL_ADDRESS"));
  }

  /** Returns when all is at rest, or the patience is over: what then still moves is judged too. */
  public void awaitRest(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (moves() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  public Verdict judge(List<Visit> visits, Collection<String> nonces)
      throws IOException, InterruptedException {
    Set<String> secrets = new HashSet<>(nonces);
    secrets.addAll(Card.numbers());
    secrets.add(Crowd.CANARY);
    Secrecy secrecy = new Secrecy(secrets);
    List<Dossier> dossiers = dossiers(visits, secrecy);
    records.read(secrecy::read);
    secrecy.readFiles(tapped.logs());
    TappedStack.Said audit = tapped.audit();
    List<String> findings =
        audit.exitCode() == 0
            ? List.of()
            : audit.text().lines().filter(line -> !line.startsWith("audit:")).toList();
    return Verdict.of(new Books(dossiers, webhooks(dossiers), secrecy.leaks(), findings));
  }

  @Override
  public void close() {
    temporal.close();
  }

  private boolean moves() {
    return records.unfinished() > 0 || temporal.running() > 0;
  }

  private List<Dossier> dossiers(List<Visit> visits, Secrecy secrecy) {
    Map<String, RecordBook.Entry> entries = records.purchases();
    Map<String, Dossier.Process> processes = temporal.processes(secrecy::read);
    Map<String, List<Payment>> payments = platform.payments();
    Map<String, Visit> visited = new HashMap<>();
    for (Visit visit : visits) {
      if (visit.purchase() != null) {
        visited.put(visit.purchase(), visit);
      }
    }
    Set<String> all = new TreeSet<>(entries.keySet());
    all.addAll(payments.keySet());
    all.addAll(visited.keySet());
    processes.forEach(
        (id, process) -> {
          if (process.key() != null) {
            all.add(id);
          }
        });
    List<Dossier> dossiers = new ArrayList<>();
    try (Buyers people = new Buyers(tapped.console())) {
      PageBook pages = new PageBook(people, Crowd::passwordOf);
      for (String id : all) {
        RecordBook.Entry entry = entries.get(id);
        Visit visit = visited.get(id);
        dossiers.add(
            new Dossier(
                id,
                visit == null
                    ? null
                    : new Dossier.Told(visit.wasToldHome(), visit.keysSeen(), visit.toString()),
                entry == null ? null : entry.record(),
                processes.get(id),
                payments.getOrDefault(id, List.of()),
                entry == null ? null : pages.of(id, entry.buyer())));
      }
    }
    return dossiers;
  }

  private List<Books.Webhook> webhooks(List<Dossier> dossiers) {
    Map<String, String> purchaseOf = new HashMap<>();
    dossiers.forEach(
        dossier ->
            dossier
                .payments()
                .forEach(each -> purchaseOf.put(each.reference(), dossier.purchase())));
    Map<PlatformBook.Subject, Long> acknowledged = new HashMap<>();
    platform
        .acknowledged()
        .forEach(
            (subject, times) ->
                acknowledged.merge(
                    new PlatformBook.Subject(
                        subject.kind(), purchaseOf.getOrDefault(subject.transaction(), "null")),
                    times,
                    Long::sum));
    Map<PlatformBook.Subject, long[]> kept = records.webhooks();
    Set<PlatformBook.Subject> subjects = new HashSet<>(kept.keySet());
    subjects.addAll(acknowledged.keySet());
    return subjects.stream()
        .map(
            subject ->
                new Books.Webhook(
                    subject.kind(),
                    subject.transaction(),
                    acknowledged.getOrDefault(subject, 0L),
                    kept.getOrDefault(subject, new long[2])[0],
                    kept.getOrDefault(subject, new long[2])[1]))
        .toList();
  }
}
