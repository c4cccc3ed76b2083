package licensing.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** More than fit into one transaction, as where a hundred thousand are bought in an hour. */
class OutboxUpkeepTest {

  private static final String ROWS =
      """
      insert into organizations (id, name) values (gen_random_uuid(), 'Large');
      insert into users (id, organization_id, name, password_hash, role)
        select id, id, 'buyer', '-', 'BUYER' from organizations;
      insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
        period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
        auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at)
      select gen_random_uuid(), id, id, 'MIGRATION', 19, 'USD', 365, 1, 99, false, 1, false, 19, now(),
        now(), 'ENDED', 'LICENSED', now() from organizations cross join generate_series(1, 2500);
      insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew, starts_at,
        ends_at)
      select 'MIG-' || id, id, organization_id, offer_kind, 1, false, now() - interval '1 year',
        now() + interval '6 days' from purchases;
      insert into outbox (type, organization_id, purchase_id, subject, occurrence, occurred_at)
      select 'purchase.ended', organization_id, id, id::text, '', now() - interval '91 days'
      from purchases
      """;

  @Test
  void notesAllThatEndsAndKeepsNothingForLonger() {
    JdbcClient database =
        JdbcClient.create(new SingleConnectionDataSource(TestDatabase.another("upkeep"), true));
    for (String statement : ROWS.split(";")) {
      database.sql(statement).update();
    }

    new OutboxUpkeep(new Outbox(database)).run();

    assertThat(
            database
                .sql("select type || ' ' || count(*) from outbox group by type")
                .query(String.class)
                .list())
        .containsExactly("license.expiring 2500");
  }
}
