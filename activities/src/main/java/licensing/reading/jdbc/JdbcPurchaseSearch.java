package licensing.reading.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import licensing.reading.search.Findings;
import licensing.reading.search.FoundPurchase;
import licensing.reading.search.Part;
import licensing.reading.search.PurchaseSearch;
import licensing.reading.search.Question;

final class JdbcPurchaseSearch implements PurchaseSearch {

  /** The rows are chosen by an index before anything is joined to them. */
  private static final String ROWS =
      """
      select records.*, authorized.card, authorized.platform_reference
      from (%s where purchases.id in (select id from purchases where %s %s limit %d)) records
      left join payment_attempts authorized
        on authorized.purchase_id = records.id and authorized.state = 'AUTHORIZED'
      %s
      """;

  private static final String COUNTED =
      "select count(*) from (select from purchases where %s limit %d) found";

  private final PlannedAnew database;
  private final Recognition recognition;

  JdbcPurchaseSearch(PlannedAnew database, Recognition recognition) {
    this.database = database;
    this.recognition = recognition;
  }

  @Override
  public Findings find(Question question, Part part, int size) {
    Condition asked = asked(question);
    return new Leafing(
            Section.of(question),
            size,
            (section, most) -> rows(asked.and(section.rows()), section.order(), most))
        .read(part);
  }

  @Override
  public boolean findsMoreThan(int most, Question question) {
    Condition asked = asked(question);
    String counted = COUNTED.formatted(asked.sql(), most + 1);
    return database.read(counted, asked.parameters(), (row, index) -> row.getInt(1)).getFirst()
        > most;
  }

  private Condition asked(Question question) {
    return recognition.of(question.words()).and(Asking.filters(question));
  }

  private List<FoundPurchase> rows(Condition condition, String order, int most) {
    return database.read(
        ROWS.formatted(JdbcPurchaseRecords.RECORDS, condition.sql(), order, most, order),
        condition.parameters(),
        JdbcPurchaseSearch::found);
  }

  private static FoundPurchase found(ResultSet row, int index) throws SQLException {
    return new FoundPurchase(
        RecordReader.read(row, index),
        row.getString("attention"),
        row.getString("card"),
        row.getString("platform_reference"));
  }
}
