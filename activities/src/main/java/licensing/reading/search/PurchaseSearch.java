package licensing.reading.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import licensing.db.Columns;
import licensing.db.CustomPlanQuery;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.reading.Pager;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.Pager.Section;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For support staff only: purchases of all organizations. */
@Component
public final class PurchaseSearch {

  private static final String COUNTED =
      "select count(*) from (select from purchases where %s limit %d) found";

  private static final Condition NEED_A_PERSON = Condition.of("attention is not null");
  private static final Condition NEED_NOBODY = Condition.of("attention is null");

  /** Found before the rest is asked: each kind is few, and has an index of its own. */
  private static final Condition UNDER_WAY =
      Condition.of(
          """
          id = any (array(
            select id from purchases where outcome is null
            union all
            select id from purchases
            where outcome is not null and attention is not null and trouble is not null))
          """);

  private static final String ROWS =
      """
      select records.*, authorized.card, authorized.platform_reference, authorized.given_back,
        case when authorized.captured_at is not null then authorized.amount end as captured
      from (%s where purchases.id = any (?)) records
      left join payment_attempts authorized
        on authorized.purchase_id = records.id and authorized.state = 'AUTHORIZED'
      """
          .formatted(PurchaseRecords.RECORDS);

  private final JdbcClient database;
  private final CustomPlanQuery customPlan;
  private final SearchTermResolver terms;

  PurchaseSearch(JdbcClient database, JdbcOperations operations) {
    this.database = database;
    this.customPlan = new CustomPlanQuery(operations);
    this.terms = new SearchTermResolver(database);
  }

  /**
   * One page of what matches, at most that many. A page that holds nothing any more is the first.
   *
   * @param from null for the first
   */
  public Page<FoundPurchase> find(PurchaseFilter filter, @Nullable Cursor from, int size) {
    var sections = sections(filter);
    return new Pager<>(sections, this::rows, found -> after(found, sections.size()))
        .read(from, size);
  }

  private List<Section> sections(PurchaseFilter filter) {
    Condition asked = conditions(filter);
    return switch (filter.order()) {
      case NEWEST -> List.of(section(asked, true));
      case OLDEST -> List.of(section(asked, false));
      case URGENT ->
          filter.need() == null
              ? List.of(
                  section(asked.and(NEED_A_PERSON), false), section(asked.and(NEED_NOBODY), true))
              : List.of(section(asked.and(NEED_A_PERSON), false));
    };
  }

  private static Section section(Condition rows, boolean newestFirst) {
    return new Section(rows, "subscribed_at", "id", newestFirst);
  }

  private static Cursor after(FoundPurchase found, int sections) {
    int section = sections > 1 && found.attention() == null ? 1 : 0;
    var purchase = found.purchase();
    return Cursor.after(section, purchase.subscription().subscribedAt(), purchase.id());
  }

  /** Whether more than that many match. Costs no more than reading so many. */
  public boolean findsMoreThan(int most, PurchaseFilter filter) {
    Condition asked = conditions(filter);
    String counted = COUNTED.formatted(asked.sql(), most + 1);
    return customPlan.read(counted, asked.parameters(), (row, index) -> row.getInt(1)).getFirst()
        > most;
  }

  /**
   * Those of them whose processes may still have something to do: they have not ended, or ask for a
   * person since something that follows their end fails. Whatever the filter's order, the one that
   * was subscribed to the longest ago comes first; at most that many.
   */
  public List<PurchaseId> underWay(PurchaseFilter filter, int most) {
    return chosen(section(conditions(filter).and(UNDER_WAY), false), most).stream()
        .map(PurchaseId::new)
        .toList();
  }

  private Condition conditions(PurchaseFilter filter) {
    return terms.conditions(filter.words()).and(filter.conditions());
  }

  /** First which, then what: only the first has more than one good way. */
  private List<FoundPurchase> rows(Section section, int most) {
    UUID[] chosen = chosen(section, most).toArray(UUID[]::new);
    return chosen.length == 0
        ? List.of()
        : database
            .sql(ROWS + section.orderBy())
            .params(List.of((Object) chosen))
            .query(PurchaseSearch::found)
            .list();
  }

  private List<UUID> chosen(Section section, int most) {
    return customPlan.read(
        "select id from purchases" + section.clauses(most),
        section.parameters(),
        (row, index) -> new Columns(row).uuid("id"));
  }

  private static FoundPurchase found(ResultSet row, int index) throws SQLException {
    return new FoundPurchase(
        PurchaseRecords.read(row, index),
        row.getString("attention"),
        row.getString("card"),
        row.getString("platform_reference"),
        new Columns(row).moneyOrNull("captured"),
        row.getString("given_back"));
  }

  /**
   * A purchase as it is listed.
   *
   * @param attention the label of why a person should look, also one that is not known here; null
   *     when nobody needs to
   * @param card what may be shown of the card that was authorized, such as "Visa ending in 1111"
   * @param reference of the authorized payment at the platform
   * @param captured how much of it was captured; null for nothing
   * @param givenBack RELEASED or REFUNDED, where the process gave that payment back
   */
  public record FoundPurchase(
      PurchaseRecord purchase,
      @Nullable String attention,
      @Nullable String card,
      @Nullable String reference,
      @Nullable Money captured,
      @Nullable String givenBack) {

    /** What came of the latest payment attempt; null before the first. */
    public @Nullable String payment() {
      if (givenBack != null || captured != null) {
        return givenBack == null ? "CAPTURED" : givenBack;
      }
      var state = purchase.progress().payment();
      return state == null ? null : state.name();
    }
  }
}
