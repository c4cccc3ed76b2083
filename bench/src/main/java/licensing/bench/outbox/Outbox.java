package licensing.bench.outbox;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import licensing.bench.shop.Shop;

/**
 * What is still to be done, one row each, deleted in the transaction that keeps its result. Claimed
 * by a lease, so that no transaction is open while the platform is asked.
 */
final class Outbox {

  /** Longer than the platform is waited for, twice: a look-up and a sale. */
  private static final Duration LEASE = Duration.ofSeconds(25);

  static final String CHANNEL = "outbox";

  private final Shop shop;

  Outbox(Shop shop) {
    this.shop = shop;
  }

  enum Task {
    AUTHORIZE,
    CAPTURE
  }

  /**
   * Something to do.
   *
   * @param tries how often it was claimed, this time included
   */
  record Message(long id, UUID purchase, Task task, int tries) {}

  void prepare() {
    shop.rows()
        .sql(
            """
            create table if not exists outbox (
              id bigint generated always as identity primary key,
              purchase_id uuid not null references purchases, task text not null,
              due_at timestamptz not null default now(), tries int not null default 0);
            create index if not exists outbox_due on outbox (due_at)
            """)
        .update();
  }

  /** Part of its caller's transaction; pollers hear of it when that is committed. */
  void add(UUID purchase, Task task) {
    shop.rows()
        .sql(
            """
            with added as (insert into outbox (purchase_id, task) values (?, ?))
            select pg_notify(?, '')
            """)
        .params(purchase, task.name(), CHANNEL)
        .query()
        .singleRow();
  }

  List<Message> claim(int most) {
    return shop.rows()
        .sql(
            """
            update outbox set due_at = now() + make_interval(secs => ?), tries = tries + 1
            where id in (
              select id from outbox where due_at <= now()
              order by due_at limit ? for update skip locked)
            returning id, purchase_id, task, tries
            """)
        .params(LEASE.toSeconds(), most)
        .query(
            (row, _) ->
                new Message(
                    row.getLong("id"),
                    row.getObject("purchase_id", UUID.class),
                    Task.valueOf(row.getString("task")),
                    row.getInt("tries")))
        .list();
  }

  /** Part of the transaction that keeps its result. */
  void done(Message message) {
    shop.rows().sql("delete from outbox where id = ?").param(message.id()).update();
  }

  void tryAgain(Message message, Duration wait) {
    shop.rows()
        .sql("update outbox set due_at = now() + make_interval(secs => ?) where id = ?")
        .params(wait.toMillis() / 1e3, message.id())
        .update();
  }
}
