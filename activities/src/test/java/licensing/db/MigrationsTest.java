package licensing.db;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import licensing.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What versions of the schema make of what was written before them. */
class MigrationsTest {

  /** More than are filled at once. */
  private static final String LICENSES =
      """
      insert into organizations (id, name) values (gen_random_uuid(), 'Acme');
      insert into users (id, organization_id, name, password_hash, role)
        select gen_random_uuid(), id, person, '-', 'BUYER' from organizations
        cross join (values ('ann'), ('bob')) people (person);
      insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
        period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
        auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at)
      select gen_random_uuid(), organization_id, id, 'MIGRATION', 19, 'USD', 365, 1, 99, false, 1,
        false, 19, now(), now(), 'ENDED', 'LICENSED', now()
      from users cross join generate_series(1, 5001);
      insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew,
        starts_at, ends_at)
      select 'MIG-' || id, id, organization_id, offer_kind, 1, false, now(),
        now() + interval '1 year'
      from purchases
      """;

  @Test
  void licensesGetTheBuyersOfTheirPurchases() {
    DataSource source = TestDatabase.empty("licenses_of_before");
    JdbcClient database = JdbcClient.create(source);
    Flyway.configure().dataSource(source).target("180").load().migrate();
    for (String statement : LICENSES.split(";")) {
      database.sql(statement).update();
    }

    new Migrations(source).apply();

    assertThat(
            database
                .sql(
                    """
                    select count(*) from licenses
                    join purchases on purchases.id = purchase_id
                    where licenses.user_id = purchases.user_id
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(10_002);
  }
}
