package licensing.edge;

import java.time.Clock;
import java.util.UUID;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.reading.GracePeriod;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has the mail of a license, with its key and its receipt, sent again. */
@Component
public final class MailRequests {

  private static final int AN_HOUR = 3;

  private final JdbcClient database;
  private final GracePeriod grace;
  private final Clock clock;
  private final boolean offered;

  /**
   * @param host empty where no mails are sent
   */
  MailRequests(
      JdbcClient database, GracePeriod grace, Clock clock, @Value("${mail.host:}") String host) {
    this.database = database;
    this.grace = grace;
    this.clock = clock;
    this.offered = !host.isBlank();
  }

  /** What came of it. The names are keys of messages. */
  public enum Answer {
    /** It is sent, or one that was asked for before is about to be. */
    ON_ITS_WAY,
    TOO_OFTEN,
    /** Neither the organization nor the buyer has given one. */
    NO_ADDRESS,
    /** No license works, or no mails are sent. */
    NOT_OFFERED
  }

  /** Whether mails are sent at all. */
  public boolean isOffered() {
    return offered;
  }

  /** At most three an hour, whoever asks; one that is not sent yet is enough. */
  public Answer again(PurchaseId purchase, UserId by) {
    if (!offered) {
      return Answer.NOT_OFFERED;
    }
    return database
        .sql(
            """
            with license as (
              select organization_id from licenses
              where purchase_id = :purchase and suspended_at is null and ends_at > :endsAfter),
            asked as (
              select count(*) as often, count(*) filter (where state = 'WAITING') as waiting
              from mails where purchase_id = :purchase and asked_by is not null
                and made_at > now() - interval '1 hour'),
            answer as (
              select case
                when not exists (select from license) then 'NOT_OFFERED'
                when not exists (
                    select from billing_details join license using (organization_id))
                  and not exists (
                    select from purchases join users on users.id = purchases.user_id
                    join license on license.organization_id = users.organization_id
                    where purchases.id = :purchase and email is not null and disabled_at is null)
                  then 'NO_ADDRESS'
                when waiting > 0 then 'ON_ITS_WAY'
                when often >= :most then 'TOO_OFTEN'
                else 'NEW' end as said
              from asked),
            added as (
              insert into mails (id, asked_by, type, organization_id, purchase_id, document_id)
              select :id, :by, 'license.activated', organization_id, :purchase, (
                select id from documents where purchase_id = :purchase and subject = '')
              from license, answer where said = 'NEW')
            select replace(said, 'NEW', 'ON_ITS_WAY') from answer
            """)
        .param("purchase", purchase.value())
        .param("endsAfter", Columns.time(grace.endsAfter(clock.instant())))
        .param("most", AN_HOUR)
        .param("id", UUID.randomUUID())
        .param("by", by.value())
        .query(Answer.class)
        .single();
  }
}
