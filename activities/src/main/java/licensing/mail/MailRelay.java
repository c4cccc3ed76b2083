package licensing.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import licensing.mail.MailServer.Answer;
import licensing.mail.Mails.Due;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.GracePeriod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes mails of what happened, and sends them. Rows are claimed, so that any number of workers may
 * do this at once. A mail whose answer was lost, or whose worker died before it could note it, is
 * sent again under the same Message-ID: whoever knows that shows it once.
 */
public final class MailRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MailRelay.class);

  private static final int AT_ONCE = 50;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Outbox outbox;
  private final Mails mails;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final MailContents contents;
  private final @Nullable MailServer server;
  private final int waitsDivisor;

  private final ReentrantLock turn = new ReentrantLock();
  private volatile boolean closed;
  private Duration pause = Duration.ZERO;
  private Instant pausedUntil = Instant.MIN;

  public MailRelay(
      MailSettings settings,
      Outbox outbox,
      JdbcClient database,
      TransactionOperations transaction,
      GracePeriod grace,
      Clock clock) {
    this.outbox = outbox;
    this.mails = new Mails(database, settings.waitsDivisor());
    this.waitsDivisor = settings.waitsDivisor();
    this.transaction = transaction;
    this.clock = clock;
    this.contents = new MailContents(database, settings.consoleBaseUrl(), grace, clock);
    this.server = settings.isOn() ? new MailServer(settings) : null;
    if (!settings.isOn()) {
      LOG.info("no mails are sent: MAIL_HOST is not set");
    }
  }

  /** Not by a fixed delay: those share one thread, and a mail server may take its time. */
  @Scheduled(fixedRate = 2_000)
  void run() {
    if (!turn.tryLock()) {
      return;
    }
    try {
      while (!closed && (makeSome() || sendNext())) {
        // The next ones.
      }
    } catch (RuntimeException e) {
      LOG.warn("mails are late: {}", e.toString());
    } finally {
      turn.unlock();
    }
  }

  @Scheduled(fixedRate = 3_600_000)
  void deleteOld() {
    try {
      while (mails.deleteOld() == Mails.OLD_AT_ONCE) {
        // More of them.
      }
    } catch (RuntimeException e) {
      LOG.warn("old mails stay for now: {}", e.toString());
    }
  }

  /** Whether there was something to make mails of. Without a server nothing is made of it. */
  public boolean makeSome() {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              List<OutboxEvent> events = outbox.withoutMails(AT_ONCE);
              for (OutboxEvent event : events) {
                if (server != null) {
                  make(event);
                }
                outbox.mailsMade(event.id());
              }
              return !events.isEmpty();
            }));
  }

  private void make(OutboxEvent event) {
    switch (event.type()) {
      case OutboxEvent.LICENSE_ACTIVATED -> mails.makeBeforeReceipt(event);
      case OutboxEvent.DOCUMENT_ISSUED -> mails.makeOfDocument(event);
      case OutboxEvent.PURCHASE_ENDED -> makeOfEnd(event);
      case OutboxEvent.LICENSE_EXPIRING -> mails.make(event, event.occurrence());
      case OutboxEvent.WEBHOOK_DISABLED ->
          mails.make(event, event.data().path("address").asString(""));
      case OutboxEvent.LICENSE_SUSPENDED,
          OutboxEvent.LICENSE_REINSTATED,
          OutboxEvent.PAYMENT_DISPUTED,
          OutboxEvent.PURCHASE_UNKNOWN ->
          mails.make(event, "");
      default -> LOG.debug("no mail tells of {}", event.type());
    }
  }

  private void makeOfEnd(OutboxEvent event) {
    String outcome = event.data().path("outcome").asString();
    switch (PurchaseOutcome.Kind.valueOf(outcome)) {
      case LICENSED -> mails.hurry(event.purchase());
      case LAPSED, DECLINED, GIVEN_BACK -> mails.make(event, outcome);
      // Of the one the buyer knows; of the other they are told as a suspension.
      case WITHDRAWN, SUSPENDED -> {}
    }
  }

  /** Whether one was due. While the server is away, one mail finds out whether it is back. */
  public boolean sendNext() {
    MailServer by = server;
    if (by == null || clock.instant().isBefore(pausedUntil)) {
      return false;
    }
    Due mail = mails.claim().orElse(null);
    if (mail == null) {
      return false;
    }
    send(mail, by);
    return true;
  }

  private void send(Due mail, MailServer by) {
    String recipient = mail.recipient();
    if (recipient == null) {
      mails.dropped(mail.id(), "there is no address for it, or what is there has it already");
      return;
    }
    if (mail.toPerson() && concernsFinance(mail)) {
      mails.copyToFinance(mail);
    }
    MailContent content = contents.of(mail).orElse(null);
    if (content == null) {
      mails.dropped(mail.id(), "it is no longer so");
      return;
    }
    if (mail.document() != null && content.document() == null) {
      mails.leaveDocument(mail);
    }
    Answer answer = by.send(mail, recipient, content);
    switch (answer) {
      case Answer.Accepted _ -> mails.sent(mail.id());
      case Answer.Refused(String words) -> mails.refused(mail.id(), words);
      case Answer.PutOff(String words) -> mails.putOff(mail.id(), words);
      case Answer.Away(String words) -> mails.later(mail.id(), words);
    }
    pace(answer);
  }

  /** What is booked, or seen on an account of a bank. */
  private static boolean concernsFinance(Due mail) {
    return mail.document() != null
        || mail.type().equals(OutboxEvent.PAYMENT_DISPUTED)
        || mail.type().equals(OutboxEvent.PURCHASE_ENDED)
            && mail.detail().equals(PurchaseOutcome.Kind.GIVEN_BACK.name());
  }

  private void pace(Answer answer) {
    if (answer instanceof Answer.Away(String words)) {
      Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      pausedUntil = clock.instant().plus(pause.dividedBy(waitsDivisor));
      LOG.warn("the mail server is away, asked again in {} s: {}", pause.toSeconds(), words);
    } else {
      pause = Duration.ZERO;
    }
  }

  /** Lets a mail that is under way come to its end. */
  @Override
  public void close() {
    closed = true;
    try {
      if (turn.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
