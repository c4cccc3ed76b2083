package licensing.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.outbox.OutboxEvent;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of mails. */
final class Mails {

  /** The mail of a new license waits so long for its receipt, which then goes with it. */
  private static final Duration FOR_THE_RECEIPT = Duration.ofMinutes(1);

  /** Far longer than a server may take to answer. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  /** Longer than that even in a trial, where all waits are shorter. */
  private static final Duration SHORTEST_CLAIM = Duration.ofSeconds(30);

  /** So many in one transaction. */
  static final int OLD_AT_ONCE = 1000;

  private final JdbcClient database;
  private final int waitsDivisor;

  Mails(JdbcClient database, int waitsDivisor) {
    this.database = database;
    this.waitsDivisor = waitsDivisor;
  }

  /**
   * A mail that is due.
   *
   * @param copyOf the mail of a person that this is finance's copy of, null where it is none
   * @param document attached, null where none is
   * @param recipient null where there is nobody to send it to
   * @param toPerson whether that is the address of somebody's account, and not the organization's
   */
  record Due(
      UUID id,
      @Nullable UUID copyOf,
      String type,
      String detail,
      PurchaseId purchase,
      @Nullable UUID document,
      @Nullable String recipient,
      boolean toPerson,
      Instant madeAt) {}

  /** Once for each event. */
  void make(OutboxEvent event, String detail) {
    insert(event, detail, null, Duration.ZERO);
  }

  /** It may be kept for a moment. */
  void makeBeforeReceipt(OutboxEvent event) {
    insert(event, "", null, FOR_THE_RECEIPT);
  }

  /** No receipt is waited for any longer, unless there is one that is about to join it. */
  void hurry(PurchaseId purchase) {
    database
        .sql(
            """
            update mails set next_try_at = now()
            where purchase_id = ? and type = 'license.activated' and state = 'WAITING'
              and attempts = 0 and not exists (
                select from documents
                where documents.purchase_id = mails.purchase_id and subject = '')
            """)
        .param(purchase.value())
        .update();
  }

  /** A receipt goes with the mail of its new license where that was not tried yet. */
  void makeOfDocument(OutboxEvent event) {
    int joined =
        database
            .sql(
                """
                update mails set document_id = document.id, next_try_at = now()
                from documents document
                where document.purchase_id = :purchase and document.number = :number
                  and document.subject = '' and mails.purchase_id = :purchase
                  and mails.type = 'license.activated' and mails.state = 'WAITING'
                  and mails.attempts = 0 and mails.document_id is null
                """)
            .param("purchase", event.purchase().value())
            .param("number", event.subject())
            .update();
    if (joined == 0) {
      insert(event, "", event.subject(), Duration.ZERO);
    }
  }

  private void insert(
      OutboxEvent event, String detail, @Nullable String documentNumber, Duration delay) {
    database
        .sql(
            """
            insert into mails (id, outbox_id, type, detail, organization_id, purchase_id,
              document_id, next_try_at)
            values (:id, :outbox, :type, :detail, :organization, :purchase,
              (select id from documents where purchase_id = :purchase and number = :document),
              now() + make_interval(secs => :delay))
            on conflict do nothing
            """)
        .param("id", UUID.randomUUID())
        .param("outbox", event.id())
        .param("type", event.type())
        .param("detail", detail)
        .param("organization", event.organization().value())
        .param("purchase", event.purchase().value())
        .param("document", documentNumber, Types.VARCHAR)
        .param("delay", seconds(delay))
        .update();
  }

  /**
   * The next one that is due, for this worker alone, with the address of now: that of the buyer, or
   * of who added the webhook it is about, while they are of that organization; or else the
   * organization's, unless that was sent a copy of the same. A copy goes to the organization's, if
   * that is still another. One with a document waits for its file, that of a new license no longer
   * than ten minutes.
   */
  Optional<Due> claim() {
    return database
        .sql(
            """
            with next as (
              select * from mails
              where state = 'WAITING' and next_try_at <= now() and (document_id is null
                or exists (
                  select from document_files file
                  where file.document_id = mails.document_id and kind = 'PDF')
                or type = 'license.activated' and made_at < now() - interval '10 minutes' / :divisor)
              order by next_try_at limit 1 for update skip locked),
            addressed as (
              select next.id, person.id as person_id, coalesce(person.email, finance.email) as address
              from next
              left join users person on next.copy_of is null
                and person.organization_id = next.organization_id
                and person.disabled_at is null and person.email is not null
                and person.id = case when next.type = 'webhook.disabled' then (
                    select made_by from outbox
                    join webhook_endpoints endpoint on endpoint.id::text = outbox.subject
                    where outbox.id = next.outbox_id)
                  else (select user_id from purchases where id = next.purchase_id) end
              left join billing_details finance on finance.organization_id = next.organization_id
                and not exists (
                  select from mails other
                  where other.copy_of = next.id and other.type = next.type
                    or other.id = next.copy_of and lower(other.recipient) = lower(finance.email)))
            update mails set attempts = attempts + 1,
              next_try_at = now() + make_interval(secs => :claim),
              recipient = address, recipient_id = person_id
            from addressed where mails.id = addressed.id
            returning mails.*
            """)
        .param("claim", Math.max(seconds(CLAIM), SHORTEST_CLAIM.toSeconds()))
        .param("divisor", waitsDivisor)
        .query((row, index) -> due(row))
        .optional();
  }

  private static Due due(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    return new Due(
        columns.uuid("id"),
        row.getObject("copy_of", UUID.class),
        columns.text("type"),
        columns.text("detail"),
        new PurchaseId(columns.uuid("purchase_id")),
        row.getObject("document_id", UUID.class),
        row.getString("recipient"),
        row.getObject("recipient_id", UUID.class) != null,
        columns.instant("made_at"));
  }

  /**
   * One for the organization's finance contact, where that has another address: of a new license
   * its receipt alone. Once, however often the mail is tried.
   */
  void copyToFinance(Due mail) {
    database
        .sql(
            """
            insert into mails (id, copy_of, type, detail, organization_id, purchase_id, document_id)
            select :newId, id, case when document_id is null then type else :document end, detail,
              organization_id, purchase_id, document_id
            from mails join billing_details finance using (organization_id)
            where id = :id and asked_by is null and lower(finance.email) <> lower(recipient)
            on conflict do nothing
            """)
        .param("newId", UUID.randomUUID())
        .param("document", OutboxEvent.DOCUMENT_ISSUED)
        .param("id", mail.id())
        .update();
  }

  /** The file of its document is late, so that goes in a mail of its own. */
  void leaveDocument(Due mail) {
    database
        .sql(
            """
            with left_behind as (
              update mails set document_id = null
              where id = :id returning organization_id, purchase_id),
            made as (
              insert into mails (id, type, organization_id, purchase_id, document_id)
              select :newId, 'document.issued', organization_id, purchase_id, :document
              from left_behind)
            update mails set copy_of = :newId where copy_of = :id
            """)
        .param("id", mail.id())
        .param("newId", UUID.randomUUID())
        .param("document", mail.document(), Types.OTHER)
        .update();
  }

  void sent(UUID id) {
    database
        .sql("update mails set state = 'SENT', sent_at = now(), reason = null where id = ?")
        .param(id)
        .update();
  }

  /** For good: nobody tries again by themselves. */
  void refused(UUID id, String words) {
    end(id, "REFUSED", words);
  }

  /** Nobody wants it any more, or there is nobody to send it to. */
  void dropped(UUID id, String why) {
    end(id, "DROPPED", why);
  }

  private void end(UUID id, String state, String reason) {
    database
        .sql("update mails set state = ?, reason = ? where id = ?")
        .params(state, reason, id)
        .update();
  }

  /** Not its own fault: a minute later. */
  void later(UUID id, String words) {
    database
        .sql(
            "update mails set next_try_at = now() + interval '1 minute' / ?, reason = ? where id = ?")
        .params(waitsDivisor, words, id)
        .update();
  }

  /**
   * The server does not take it now. The waits grow with the time that this has lasted; after five
   * days, as mail servers do it, it is given up.
   */
  void putOff(UUID id, String words) {
    database
        .sql(
            """
            update mails set reason = :words, put_off_since = coalesce(put_off_since, now()),
              state = case when put_off_since < now() - interval '5 days' / :divisor
                then 'REFUSED' else state end,
              next_try_at = now() + greatest(interval '1 minute' / :divisor,
                least(interval '6 hours' / :divisor, (now() - coalesce(put_off_since, now())) / 2))
            where id = :id
            """)
        .param("words", words)
        .param("divisor", waitsDivisor)
        .param("id", id)
        .update();
  }

  private double seconds(Duration wait) {
    return wait.toMillis() / 1000.0 / waitsDivisor;
  }

  /** Of those that are 90 days old {@link #OLD_AT_ONCE} at most; returns how many. */
  int deleteOld() {
    return database
        .sql(
            """
            delete from mails where id in (
              select id from mails where made_at < now() - interval '90 days'
                and state <> 'WAITING'
              order by made_at limit ?)
            """)
        .param(OLD_AT_ONCE)
        .update();
  }
}
