package licensing.reading.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.Attention;
import licensing.reading.PurchaseRecords;
import licensing.reading.RecordReader;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For support staff only: purchases of all organizations. */
@Component
public final class PurchaseSearch {

  private static final String CHOSEN = "select id from purchases where %s %s limit %d";

  private static final String COUNTED =
      "select count(*) from (select from purchases where %s limit %d) found";

  private static final Section OLDEST_FIRST = new Section(Condition.NONE, false);

  /** Found before the rest is asked: each kind is few, and has an index of its own. */
  private static final Condition UNDER_WAY =
      Condition.of(
          """
          id = any (array(
            select id from purchases where outcome is null
            union all
            select id from purchases
            where outcome is not null and attention is not null and attention <> all (?)))
          """,
          (Object)
              Arrays.stream(Attention.values())
                  .filter(Attention::isLasting)
                  .map(Attention::label)
                  .toArray(String[]::new));

  private static final String ROWS =
      """
      select records.*, authorized.card, authorized.platform_reference
      from (%s where purchases.id = any (?)) records
      left join payment_attempts authorized
        on authorized.purchase_id = records.id and authorized.state = 'AUTHORIZED'
      """
          .formatted(PurchaseRecords.RECORDS);

  private final JdbcClient database;
  private final PlannedAnew anew;
  private final Recognition recognition;

  PurchaseSearch(JdbcClient database, JdbcOperations operations) {
    this.database = database;
    this.anew = new PlannedAnew(operations);
    this.recognition = new Recognition(database);
  }

  /**
   * One part of what matches, at most that many. A part that holds nothing any more is the first.
   */
  public Findings find(Question question, Part part, int size) {
    Condition asked = asked(question);
    return new Leafing(
            Section.of(question),
            size,
            (section, most) -> rows(asked.and(section.rows()), section.order(), most))
        .read(part);
  }

  /** Whether more than that many match. Costs no more than reading so many. */
  public boolean findsMoreThan(int most, Question question) {
    Condition asked = asked(question);
    String counted = COUNTED.formatted(asked.sql(), most + 1);
    return anew.read(counted, asked.parameters(), (row, index) -> row.getInt(1)).getFirst() > most;
  }

  /**
   * Those of them whose processes may still have something to do: they have not ended, or ask for a
   * person since something that follows their end fails. Whatever the question's order, the one
   * that was subscribed to the longest ago comes first; at most that many.
   */
  public List<PurchaseId> underWay(Question question, int most) {
    return chosen(asked(question).and(UNDER_WAY), OLDEST_FIRST.order(), most).stream()
        .map(id -> new PurchaseId(id))
        .toList();
  }

  private Condition asked(Question question) {
    return recognition.of(question.words()).and(Asking.filters(question));
  }

  /** First which, then what: only the first has more than one good way. */
  private List<FoundPurchase> rows(Condition condition, String order, int most) {
    UUID[] chosen = chosen(condition, order, most).toArray(UUID[]::new);
    return chosen.length == 0
        ? List.of()
        : database
            .sql(ROWS + order)
            .params(List.of((Object) chosen))
            .query(PurchaseSearch::found)
            .list();
  }

  private List<UUID> chosen(Condition condition, String order, int most) {
    return anew.read(
        CHOSEN.formatted(condition.sql(), order, most),
        condition.parameters(),
        (row, index) -> new Columns(row).uuid("id"));
  }

  private static FoundPurchase found(ResultSet row, int index) throws SQLException {
    return new FoundPurchase(
        RecordReader.read(row, index),
        row.getString("attention"),
        row.getString("card"),
        row.getString("platform_reference"));
  }
}
