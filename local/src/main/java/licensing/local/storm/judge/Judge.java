package licensing.local.storm.judge;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import licensing.audit.AuditReport;
import licensing.audit.AuditReport.Finding;
import licensing.local.TappedStack;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.storm.people.Crowd;
import licensing.local.storm.people.Visit;
import licensing.local.storm.weather.PlatformControl;

/** Waits until nothing moves any more, reads all ledgers and pages, and judges. */
public final class Judge implements AutoCloseable {

  private static final int COULD_NOT_LOOK = 2;
  private static final int TRIES = 3;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration BETWEEN_AUDITS = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WITH_AUDITS = Duration.ofMinutes(4);

  private final TappedStack tapped;
  private final RecordBook records;
  private final PlatformBook platform;
  private final TemporalBook temporal;

  public Judge(TappedStack tapped, PlatformControl control) {
    this.tapped = tapped;
    this.records = new RecordBook(tapped.stack().database());
    this.platform = new PlatformBook(control::ask);
    this.temporal = new TemporalBook(tapped.stack().get("TEMPORAL_ADDRESS"));
  }

  /** Returns when all is at rest, or the patience is over: what then still moves is judged too. */
  public void awaitRest(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (moves() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  /**
   * A bank's word that never reached us is found by the hourly audit, which is asked for early.
   * Returns when no license stands on money that a bank has fetched back and every dispute is heard
   * of, or the patience is over.
   */
  public void awaitAudit() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_WITH_AUDITS.toNanos();
    while (isUnheard(temporal.audit()) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_AUDITS.toMillis());
    }
  }

  private boolean isUnheard(AuditReport audit) {
    return records.activeLicenses(platform.fetchedBack()) > 0
        || audit.open().containsKey(Finding.Kind.UNHEARD_DISPUTE);
  }

  private Outside outside(List<Dossier> dossiers, List<Instant> faults)
      throws InterruptedException {
    return new Outside(
        new MailBook(tapped.mailServer().taken(), faults).of(records.happened()),
        EventBook.of(records.wanted(), tapped.webhookReceiver().messages()),
        new LicenseBook(tapped.console()).of(dossiers));
  }

  /**
   * @param given nonces and client tokens, which nobody may have written down
   * @param addresses that browsers were at, or were sent to
   * @param faults when something was killed, paused or shut
   */
  public Verdict judge(
      List<Visit> visits,
      Collection<String> given,
      Collection<String> addresses,
      List<Instant> faults)
      throws IOException, InterruptedException {
    Set<String> secrets = new HashSet<>(given);
    secrets.addAll(Card.numbers());
    secrets.add(Crowd.CANARY);
    secrets.addAll(tapped.secrets());
    Secrecy secrecy = new Secrecy(secrets);
    List<Dossier> dossiers = dossiers(visits, secrecy);
    new EveryRow(tapped.stack().database()).read(secrecy::read);
    secrecy.readFiles(tapped.logs());
    addresses.forEach(address -> secrecy.read("the address " + path(address), address));
    return Verdict.of(
        new Books(
            dossiers,
            temporal.unsoundOthers(secrecy::read),
            WebhookBook.of(platform.acknowledged(), records.notices()),
            platform.believedForgeries(),
            records.wrongDocuments(),
            secrecy.leaks(),
            findings(tapped::evidence),
            findings(tapped::audit),
            outside(dossiers, faults)));
  }

  @Override
  public void close() {
    temporal.close();
  }

  private static String path(String address) {
    return URI.create(address).getPath();
  }

  private boolean moves() {
    return records.unfinished() > 0 || temporal.running() > 0;
  }

  private List<Dossier> dossiers(List<Visit> visits, Secrecy secrecy) {
    try (Buyers people = new Buyers(tapped.console())) {
      return new Dossiers(
              Dossiers.byPurchase(visits),
              records.purchases(),
              temporal.processes(secrecy::read),
              platform.payments(),
              new PageBook(people, Crowd::passwordOf))
          .all();
    }
  }

  /** A job that looks by itself, and may find a server that is still busy. */
  private interface Job {
    TappedStack.Said run() throws IOException, InterruptedException;
  }

  /** All but the last line, which counts. */
  private static List<String> findings(Job looking) throws IOException, InterruptedException {
    TappedStack.Said job = looking.run();
    for (int again = 1; job.exitCode() == COULD_NOT_LOOK && again < TRIES; again++) {
      job = looking.run();
    }
    List<String> lines = job.text().lines().toList();
    return job.exitCode() == 0 ? List.of() : lines.subList(0, Math.max(1, lines.size() - 1));
  }
}
