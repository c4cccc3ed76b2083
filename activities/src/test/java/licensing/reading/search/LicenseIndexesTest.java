package licensing.reading.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import licensing.buyer.Buyer.OrganizationId;
import licensing.outbox.Outbox;
import licensing.reading.GracePeriod;
import licensing.reading.OwnedLicenses;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Section;
import licensing.reading.search.LicenseFilter.Standing;
import licensing.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How PostgreSQL would read the list of an organization that has six thousand licenses. */
class LicenseIndexesTest {

  private static final UUID LARGE = new UUID(0, 7);

  /** Of three people one buys nearly all, one bought fifty long ago, and one nothing. */
  private static final String ROWS =
      """
      insert into organizations (id, name)
        select ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'Organization ' || i
        from generate_series(0, 199) i;
      insert into users (id, organization_id, name, password_hash, role)
        select id, id, 'buyer-' || id, '-', 'BUYER' from organizations;
      insert into users (id, organization_id, name, password_hash, role)
        select ('00000000-0000-0000-0000-000000000' || i)::uuid,
          '00000000-0000-0000-0000-000000000007', name, '-', 'BUYER'
        from (values (997, 'looker'), (998, 'formerly'), (999, 'busy')) people (i, name);
      insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
        period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
        auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at)
      select gen_random_uuid(), organization, person, 'MIGRATION', 19, 'USD', 365, 1, 99, false, 1,
        false, 19, now() - i * interval '2 hours', now(), 'ENDED', 'LICENSED', now()
      from generate_series(1, 12000) i
      cross join lateral (
        select case when i % 2 = 0 then 7 else i / 2 % 200 end as number,
          case when i % 2 = 1 then i / 2 % 200 when i > 11900 then 998 else 999 end as user_number
        ) numbers
      cross join lateral (
        select ('00000000-0000-0000-0000-' || lpad(number::text, 12, '0'))::uuid as organization,
          ('00000000-0000-0000-0000-' || lpad(user_number::text, 12, '0'))::uuid as person) buyer;
      insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew, starts_at,
        ends_at, suspended_at)
      select 'MIG-' || id, id, organization_id, offer_kind, 1, false, subscribed_at,
        subscribed_at + interval '1 year', case when row_number() over () % 1000 = 0 then now() end
      from purchases order by id
      """;

  private static final DataSource CONNECTION =
      new SingleConnectionDataSource(TestDatabase.another("license_indexes"), true);
  private static final JdbcClient DATABASE = filled();
  private static final LicenseSearch LICENSES =
      new LicenseSearch(new JdbcTemplate(CONNECTION), new GracePeriod(0), Clock.systemUTC());

  /** The table, of which half is this organization's, would be read as soon. */
  @ParameterizedTest
  @EnumSource
  void whichAreListedIsAnsweredByAnIndexAlone(Standing standing) {
    for (String time : List.of("starts_at", "ends_at")) {
      DATABASE.sql("set enable_seqscan = off").update();
      String plan = plan(meant("", standing), time);
      DATABASE.sql("reset enable_seqscan").update();

      assertThat(plan).containsAnyOf("Index Only Scan", "licenses_suspended");
      if (standing == Standing.ANY) {
        assertThat(plan).doesNotContain("Sort");
      }
    }
  }

  @Test
  void whoBoughtThemIsFoundOutBefore() {
    assertThat(meant("nobody", Standing.ANY).sql()).contains("false");
    assertThat(meant("looker", Standing.ANY).sql()).contains("false");
    assertThat(explained(LicenseSearch.BUYERS, List.of("formerly", "formerlz", LARGE)))
        .contains("Index Only Scan using licenses_of_buyer");
  }

  /**
   * A name of seven letters or more might be the beginning of a key. Bought long ago, they stand
   * behind all of the others, which nobody has to walk through.
   */
  @Test
  void whatSomebodyBoughtIsFoundByItself() {
    assertThat(meant("formerly", Standing.ANY).sql()).isEqualTo("true and (licenses.user_id = ?)");
    assertThat(plan(meant("formerly", Standing.ANY), "starts_at"))
        .contains("licenses_of_buyer")
        .doesNotContain("licenses_by_start", "licenses_of_any_kind");
    assertThat(plan(meant("busy", Standing.ANY), "starts_at")).doesNotContain("Sort");
  }

  /**
   * Every five minutes, in each worker. A million are read as a whole where PostgreSQL expects a
   * ninth of them to end so soon; so are these few with the settings below.
   */
  @Test
  void whichEndSoonIsFoundWithoutReadingAll() {
    long before = readAsAWhole();

    for (String cost :
        List.of("enable_bitmapscan = off", "enable_indexonlyscan = off", "random_page_cost = 8")) {
      DATABASE.sql("set " + cost).update();
    }
    assertThat(new Outbox(DATABASE).noteEnds()).isPositive();
    DATABASE.sql("reset all").update();

    assertThat(readAsAWhole()).isEqualTo(before);
  }

  /** How often all licenses were read, by PostgreSQL's count. */
  private static long readAsAWhole() {
    DATABASE.sql("select pg_stat_force_next_flush()").query().singleRow();
    return DATABASE
        .sql("select seq_scan from pg_stat_user_tables where relname = 'licenses'")
        .query(Long.class)
        .single();
  }

  private static Condition meant(String words, Standing standing) {
    var filter = new LicenseFilter(words, standing, OwnedLicenses.Order.NEWEST);
    return LICENSES.condition(new OrganizationId(LARGE), filter);
  }

  private static String plan(Condition condition, String time) {
    Condition owned =
        Condition.of("licenses.organization_id = ? and licenses.kind = ?", LARGE, "MIGRATION")
            .and(condition);
    var page = new Section(owned, time, "licenses.purchase_id", true);
    return explained(
        "select licenses.purchase_id from licenses" + page.clauses(21), owned.parameters());
  }

  private static String explained(String statement, List<Object> parameters) {
    return String.join(
        "\n", DATABASE.sql("explain " + statement).params(parameters).query(String.class).list());
  }

  private static JdbcClient filled() {
    JdbcClient database = JdbcClient.create(CONNECTION);
    for (String statement : ROWS.split(";")) {
      database.sql(statement).update();
    }
    settle(database);
    return database;
  }

  /**
   * As tables are after a while. Pages are not known to be visible to all while somebody reads what
   * was before, as autovacuum does at any time: until then no index answers alone.
   */
  private static void settle(JdbcClient database) {
    Instant end = Instant.now().plusSeconds(60);
    do {
      assertThat(Instant.now()).isBefore(end);
      database.sql("vacuum analyze").update();
    } while (!database
        .sql(
            "select bool_and(relallvisible >= relpages) from pg_class"
                + " where relname in ('licenses', 'purchases')")
        .query(Boolean.class)
        .single());
  }
}
