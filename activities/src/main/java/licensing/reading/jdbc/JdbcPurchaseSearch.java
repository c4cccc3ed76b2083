package licensing.reading.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import licensing.reading.search.Findings;
import licensing.reading.search.FoundPurchase;
import licensing.reading.search.Part;
import licensing.reading.search.PurchaseSearch;
import licensing.reading.search.Question;
import org.springframework.jdbc.core.simple.JdbcClient;

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

  private final JdbcClient database;
  private final Recognition recognition;

  JdbcPurchaseSearch(JdbcClient database) {
    this.database = database;
    this.recognition = new Recognition(database);
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
    String counted = "select count(*) from (select from purchases where %s limit %d) found";
    return database
            .sql(counted.formatted(asked.sql(), most + 1))
            .params(asked.parameters())
            .query(Integer.class)
            .single()
        > most;
  }

  private Condition asked(Question question) {
    return recognition.of(question.words()).and(Asking.filters(question));
  }

  private List<FoundPurchase> rows(Condition condition, String order, int most) {
    return database
        .sql(ROWS.formatted(JdbcPurchaseRecords.RECORDS, condition.sql(), order, most, order))
        .params(condition.parameters())
        .query(JdbcPurchaseSearch::found)
        .list();
  }

  private static FoundPurchase found(ResultSet row, int index) throws SQLException {
    return new FoundPurchase(
        RecordReader.read(row, index),
        row.getString("attention"),
        row.getString("card"),
        row.getString("platform_reference"));
  }
}
