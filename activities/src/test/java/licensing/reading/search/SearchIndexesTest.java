package licensing.reading.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Section;
import licensing.reading.PurchaseFigures;
import licensing.reading.PurchaseRecords;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How PostgreSQL would read each list where there are twenty thousand purchases. */
class SearchIndexesTest {

  private static final UUID ID = new UUID(0, 7);
  private static final String ROWS =
      """
      insert into organizations (id, name)
        select ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'Organization ' || i
        from generate_series(0, 199) i;
      insert into users (id, organization_id, name, password_hash, role)
        select id, id, 'buyer-' || id, '-', 'BUYER' from organizations;
      insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
        period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
        auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at, attention)
      select gen_random_uuid(), organization, organization, 'MIGRATION', 19, 'USD', 365, 1, 99, false,
        1, false, 19, now() - i * interval '10 minutes', now(),
        case when i < 100 then 'AWAIT_PAYMENT' else 'ENDED' end,
        case when i < 100 then null when i % 100 = 0 then 'GIVEN_BACK' else 'LICENSED' end,
        case when i < 100 then null else now() end,
        case when i % 500 = 0 then 'money-lost' end
      from generate_series(0, 19999) i
      cross join lateral (select ('00000000-0000-0000-0000-' || lpad((i % 200)::text, 12, '0'))::uuid
        as organization) buyer;
      alter table payment_attempts disable trigger attempts_begin_open;
      insert into payment_attempts (purchase_id, number, amount, currency, state, card, opened_at)
      select id, 1, 19, 'USD', 'DECLINED',
        'Visa ending in ' || lpad((random() * 9999)::int::text, 4, '0'), subscribed_at
      from purchases;
      insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew, starts_at, ends_at)
      select 'MIG-' || id, id, organization_id, offer_kind, 1, false, subscribed_at,
        subscribed_at + interval '1 year'
      from purchases where outcome = 'LICENSED' limit 5000;
      analyze
      """;
  private static final JdbcClient DATABASE = filled();

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(Condition.NONE, "purchases_by_time"),
        Arguments.of(Condition.of("organization_id = ?", ID), "purchases_of_organization"),
        Arguments.of(
            Condition.of("(organization_id = ? and user_id = ?)", ID, ID), "purchases_of_buyer"),
        Arguments.of(asking(new Need(null), null, null, null), "purchases_that_need_a_person"),
        Arguments.of(
            asking(new Need(Attention.MONEY_LOST), null, null, null),
            "purchases_that_need_a_person"),
        Arguments.of(asking(null, PurchaseStep.ACTIVATE_LICENSE, null, null), "open_purchases"),
        Arguments.of(asking(null, PurchaseStep.ENDED, null, null), "purchases_by_time"),
        Arguments.of(asking(null, null, new End(null), null), "open_purchases"),
        Arguments.of(
            asking(null, null, new End(PurchaseOutcome.Kind.GIVEN_BACK), null),
            "purchases_by_outcome"),
        Arguments.of(
            asking(null, PurchaseStep.AWAIT_PAYMENT, new End(PurchaseOutcome.Kind.LICENSED), null),
            "open_purchases"),
        Arguments.of(
            asking(null, null, null, new Age(true, Duration.ofDays(3))), "purchases_by_time"),
        Arguments.of(
            asking(null, null, null, new Age(false, Duration.ofDays(3))), "purchases_by_time"),
        Arguments.of(
            Condition.of("id = any (array(%s))".formatted(SearchTermResolver.PAID), "1111"),
            "attempts_by_card"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void everyListIsReadByAnIndex(Condition condition, String index) {
    for (boolean newestFirst : List.of(true, false)) {
      String order = new Section(Condition.NONE, "subscribed_at", "id", newestFirst).orderBy();
      assertThat(
              plan(
                  "select id from purchases where " + condition.sql() + order + " limit 26",
                  condition))
          .contains(index)
          .doesNotContain("Seq Scan");
    }
  }

  /** Whatever they bought before, and whatever others have open. */
  @Test
  void whatAnOrganizationHasOpenIsFoundByItself() {
    var plan = DATABASE.sql("explain " + PurchaseRecords.OPEN).param(ID).query(String.class).list();

    assertThat(String.join("\n", plan)).contains("open_purchases_of_organization");
  }

  /** Where whole tables are not read if there is any other way: these are small. */
  @Test
  void wordsAreRecognizedByIndexes() {
    DATABASE.sql("set enable_seqscan = off").update();
    var plan =
        new SearchTermResolver(DATABASE)
            .asked("explain " + SearchTermResolver.MEANINGS, "acme")
            .query(String.class)
            .list();
    DATABASE.sql("reset enable_seqscan").update();

    assertThat(String.join("\n", plan))
        .contains("organizations_by_name", "attempts_by_card")
        // Once for the whole of a name and once for its beginning.
        .containsPattern("(?s)users_by_name.*users_by_name.*~>=~")
        .contains("licenses_by_key")
        .contains("payment_attempts_platform_reference_key")
        .doesNotContain("Seq Scan");
  }

  /** One by one they are twenty thousand of each. */
  @Test
  void attemptsAndLicensesOfTheWeekAreReadByTheirTime() {
    assertThat(plan(PurchaseFigures.WEEK, Condition.NONE))
        .contains("attempts_by_time", "licenses_by_time")
        .doesNotContain("payment_attempts_pkey", "licenses_purchase_id_key");
  }

  private static String plan(String sql, Condition condition) {
    return String.join(
        "\n",
        DATABASE.sql("explain " + sql).params(condition.parameters()).query(String.class).list());
  }

  private static Condition asking(
      @Nullable Need need, @Nullable PurchaseStep step, @Nullable End end, @Nullable Age age) {
    return new PurchaseFilter("", need, step, end, age, Order.NEWEST).conditions();
  }

  private static JdbcClient filled() {
    String url = TestDatabase.another("search_indexes");
    JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(url, true));
    for (String statement : ROWS.split(";")) {
      database.sql(statement).update();
    }
    return database;
  }
}
