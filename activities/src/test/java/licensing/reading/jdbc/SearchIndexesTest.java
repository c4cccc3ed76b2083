package licensing.reading.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.purchase.Attention;
import licensing.purchase.PurchaseOutcome;
import licensing.purchase.PurchaseStep;
import licensing.reading.search.Question;
import licensing.reading.search.Question.Age;
import licensing.reading.search.Question.End;
import licensing.reading.search.Question.Need;
import licensing.reading.search.Question.Order;
import licensing.testing.OnRealParts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Plans of PostgreSQL where it may neither read whole tables nor sort, if there is any other way:
 * in small tables, as these are, it would.
 */
@OnRealParts
class SearchIndexesTest {

  private static final Condition AN_ORGANIZATION =
      Condition.of("organization_id = ?", UUID.randomUUID());
  private static final Condition A_USER =
      Condition.of("(organization_id = ? and user_id = ?)", UUID.randomUUID(), UUID.randomUUID());

  private final JdbcClient database;
  private final TransactionOperations transaction;

  SearchIndexesTest(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  static Stream<Condition> lists() {
    return Stream.of(
        Condition.NONE,
        AN_ORGANIZATION,
        A_USER,
        asking(new Need(null), null, null, null),
        asking(new Need(Attention.MONEY_LOST), null, null, null),
        asking(null, PurchaseStep.ACTIVATE_LICENSE, null, null),
        asking(null, PurchaseStep.ENDED, null, null),
        asking(null, null, new End(null), null),
        asking(null, null, new End(PurchaseOutcome.Kind.GIVEN_BACK), null),
        asking(null, null, null, new Age(true, Duration.ofDays(3))),
        asking(null, null, null, new Age(false, Duration.ofDays(3))));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void everyListIsReadInTheOrderOfAnIndex(Condition condition) {
    for (boolean newestFirst : List.of(true, false)) {
      String order = new Section(Condition.NONE, newestFirst).order();
      assertThat(
              plan(
                  "select id from purchases where " + condition.sql() + order + " limit 26",
                  condition))
          .contains("Index")
          .doesNotContain("Seq Scan", "Sort", "Disabled");
    }
  }

  @Test
  void wordsAreRecognizedByIndexes() {
    String plan =
        transaction.execute(
            _ -> {
              withoutScansAndSorts();
              return String.join(
                  "\n",
                  database
                      .sql("explain " + Recognition.MEANINGS)
                      .param("words", "acme")
                      .param("id", null, Types.VARCHAR)
                      .query(String.class)
                      .list());
            });
    assertThat(plan)
        .contains("organizations_by_name", "users_by_name", "attempts_by_card")
        .doesNotContain("Seq Scan");
  }

  @Test
  void aCardIsFoundByAnIndex() {
    assertThat(
            plan(
                "select purchase_id from payment_attempts where right(card, 4) = ?",
                Condition.of("true", "1111")))
        .contains("attempts_by_card");
  }

  private String plan(String sql, Condition condition) {
    return transaction.execute(
        _ -> {
          withoutScansAndSorts();
          return String.join(
              "\n",
              database
                  .sql("explain " + sql)
                  .params(condition.parameters())
                  .query(String.class)
                  .list());
        });
  }

  private void withoutScansAndSorts() {
    database.sql("set local enable_seqscan = off").update();
    database.sql("set local enable_sort = off").update();
    database.sql("set local enable_incremental_sort = off").update();
  }

  private static Condition asking(
      @Nullable Need need, @Nullable PurchaseStep step, @Nullable End end, @Nullable Age age) {
    return Asking.filters(new Question("", need, step, end, age, Order.NEWEST));
  }
}
