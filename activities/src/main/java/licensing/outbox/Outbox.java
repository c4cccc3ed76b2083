package licensing.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Written in the transaction that records what happened, so that neither is there without the
 * other. Mails and webhooks are made of it afterwards, by whoever comes first; with none of them
 * set up its rows are marked all the same, and nothing piles up.
 */
@Component
public final class Outbox {

  /** After that nobody makes anything of a row any more. */
  private static final int KEPT_DAYS = 90;

  /** So many in one transaction. */
  static final int AT_ONCE = 1000;

  private static final List<Integer> ANNOUNCED_DAYS = List.of(30, 7, 1);

  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient database;
  private final Look mails = new Look("mails_made_at");
  private final Look deliveries = new Look("deliveries_made_at");

  public Outbox(JdbcClient database) {
    this.database = database;
  }

  /**
   * Once for each type, subject and occurrence; a repetition, or one of a purchase that is not
   * recorded, changes nothing. To be called within the transaction that records it.
   */
  public void record(
      String type, PurchaseId purchase, String subject, String occurrence, Map<String, ?> data) {
    database
        .sql(
            """
            insert into outbox
              (type, organization_id, purchase_id, subject, occurrence, occurred_at, data)
            select :type, organization_id, id, :subject, :occurrence, now(), cast(:data as jsonb)
            from purchases where id = :purchase
            on conflict do nothing
            """)
        .param("type", type)
        .param("purchase", purchase.value())
        .param("subject", subject)
        .param("occurrence", occurrence)
        .param("data", JSON.writeValueAsString(data))
        .update();
  }

  /** Of the license of a purchase, or of the purchase itself. */
  public void record(String type, PurchaseId purchase, String occurrence, Map<String, ?> data) {
    record(type, purchase, purchase.toString(), occurrence, data);
  }

  /** Locked until the caller's transaction ends; what another one has locked is left out. */
  public List<OutboxEvent> withoutMails(int limit) {
    return mails.next(limit);
  }

  /** Locked until the caller's transaction ends; what another one has locked is left out. */
  public List<OutboxEvent> withoutDeliveries(int limit) {
    return deliveries.next(limit);
  }

  public void mailsMade(long id) {
    mails.made(id);
  }

  public void deliveriesMade(long id) {
    deliveries.made(id);
  }

  /**
   * Notes licenses that end within 30, 7 or 1 days, and those that have ended, {@link #AT_ONCE} at
   * most. What came to be more than three days ago is nobody's news any more, and a period that is
   * shorter than twice those days is not announced so early.
   *
   * @return how many it noted
   */
  public int noteEnds() {
    String expiring =
        ANNOUNCED_DAYS.stream().map(Outbox::expiring).collect(Collectors.joining(" union all "));
    return database
        .sql(
            """
            with due as (
              %s
              union all
              select 'license.expired', organization_id, purchase_id, '', '{}'
              from licenses where ends_at <= now() and ends_at > now() - interval '3 days')
            insert into outbox
              (type, organization_id, purchase_id, subject, occurrence, occurred_at, data)
            select type, organization_id, purchase_id, purchase_id::text, occurrence, now(), data
            from due where not exists (
              select from outbox noted where noted.type = due.type
                and noted.subject = due.purchase_id::text and noted.occurrence = due.occurrence)
            limit :limit
            on conflict do nothing
            """
                .formatted(expiring))
        .param("limit", AT_ONCE)
        .update();
  }

  /**
   * With the days in it as they are: of days that come from another table PostgreSQL expects so
   * many licenses that it reads all there are.
   */
  private static String expiring(int days) {
    return """
    select 'license.expiring' as type, organization_id, purchase_id, '%1$d' as occurrence,
      jsonb_build_object('days', %1$d) as data
    from licenses
    where ends_at <= now() + make_interval(days => %1$d)
      and ends_at > now() + make_interval(days => %2$d)
      and starts_at < ends_at - make_interval(days => %3$d)
      and suspended_at is null
    """
        .formatted(days, Math.max(0, days - 3), 2 * days);
  }

  /** {@link #AT_ONCE} at most; returns how many. */
  public int deleteOld() {
    return database
        .sql(
            """
            with oldest as (select id from outbox order by id limit :limit)
            delete from outbox using oldest
            where outbox.id = oldest.id and occurred_at < now() - make_interval(days => :days)
            """)
        .param("limit", AT_ONCE)
        .param("days", KEPT_DAYS)
        .update();
  }

  /**
   * For what has not been made of a row. What has been stays in the index for as long as any
   * transaction is open that might have to see it as it was: an idle replica's, a long report's.
   * From the first row on, each look would walk through all of that.
   */
  private final class Look {

    /** A row gets its id before its transaction ends, so that lower ones come later. */
    private static final int LATER = 1000;

    /** From the first row on: for what came later still, or was let go by a worker that died. */
    private static final Duration ALL_EVERY = Duration.ofMinutes(5);

    private final String made;
    private volatile long after;
    private volatile long allAt;

    /**
     * @param made when it was made, a column
     */
    Look(String made) {
      this.made = made;
    }

    List<OutboxEvent> next(int limit) {
      long now = System.nanoTime();
      if (after == 0 || now - allAt > ALL_EVERY.toNanos()) {
        after = 0;
        allAt = now;
      }
      List<OutboxEvent> events =
          database
              .sql(
                  """
                  select * from outbox where %s is null and id > ?
                  order by id limit ? for update skip locked"""
                      .formatted(made))
              .params(after, limit)
              .query(Outbox::event)
              .list();
      // Of the first one, since nothing may come of these.
      events.stream().findFirst().ifPresent(first -> after = Math.max(0, first.id() - LATER));
      return events;
    }

    void made(long id) {
      database.sql("update outbox set %s = now() where id = ?".formatted(made)).param(id).update();
    }
  }

  private static OutboxEvent event(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new OutboxEvent(
        row.getLong("id"),
        columns.text("type"),
        new OrganizationId(columns.uuid("organization_id")),
        new PurchaseId(columns.uuid("purchase_id")),
        columns.text("subject"),
        columns.text("occurrence"),
        columns.instant("occurred_at"),
        JSON.readTree(columns.text("data")));
  }
}
