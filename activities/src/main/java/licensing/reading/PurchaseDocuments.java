package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.document.Document;
import licensing.purchase.PurchaseId;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.Pager.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invoices, receipts and credit notes of purchases, with their files once those are made. */
@Component
public final class PurchaseDocuments {

  private static final String ROWS =
      """
      select documents.id, written_at, content,
        array(select kind from document_files where document_id = documents.id) as files
      from documents join purchases on purchases.id = purchase_id
      """;

  private final JdbcClient database;

  PurchaseDocuments(JdbcClient database) {
    this.database = database;
  }

  /** In the order of their numbers; the files follow within seconds. */
  public List<Written> of(PurchaseId purchase) {
    return database
        .sql(ROWS + "where purchase_id = ? order by written_at, number")
        .param(purchase.value())
        .query((row, index) -> written(row))
        .list();
  }

  /**
   * All of an organization's that meet the condition, at most that many.
   *
   * @param from null for the first page
   */
  public Page<Written> find(
      OrganizationId organization,
      Condition condition,
      boolean newestFirst,
      @Nullable Cursor from,
      int size) {
    Condition rows =
        Condition.of("purchases.organization_id = ?", organization.value()).and(condition);
    return new Pager<Written>(
            List.of(new Section(rows, "written_at", "documents.id", newestFirst)),
            (section, most) ->
                database
                    .sql(ROWS + section.clauses(most))
                    .params(section.parameters())
                    .query((row, index) -> written(row))
                    .list(),
            found -> Cursor.after(0, found.writtenAt(), found.id()))
        .read(from, size);
  }

  /** In which months, in UTC, any of an organization's were written; the latest first. */
  public List<YearMonth> months(OrganizationId organization) {
    return database
        .sql(
            """
            select distinct to_char(written_at at time zone 'UTC', 'YYYY-MM') as month
            from documents join purchases on purchases.id = purchase_id
            where organization_id = ? order by month desc
            """)
        .param(organization.value())
        .query((row, index) -> YearMonth.parse(row.getString("month")))
        .list();
  }

  private static Written written(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    List<String> files = List.of((String[]) row.getArray("files").getArray());
    return new Written(
        columns.uuid("id"),
        columns.instant("written_at"),
        Document.read(columns.text("content")),
        files.contains("PDF"),
        files.contains("UBL"));
  }

  /** By purchase, the number of the document of what was paid, where its file is made. */
  public Map<PurchaseId, String> numbers(Collection<PurchaseId> purchases) {
    Map<PurchaseId, String> numbers = new HashMap<>();
    if (!purchases.isEmpty()) {
      database
          .sql(
              """
              select purchase_id, number from documents
              join document_files file on document_id = id and kind = 'PDF'
              where subject = '' and purchase_id in (:purchases)
              """)
          .param("purchases", purchases.stream().map(PurchaseId::value).toList())
          .query(
              row -> {
                numbers.put(
                    new PurchaseId(row.getObject("purchase_id", UUID.class)),
                    row.getString("number"));
              });
    }
    return numbers;
  }

  /**
   * A file as it was made.
   *
   * @param kind PDF or UBL
   */
  public Optional<byte[]> file(PurchaseId purchase, String number, String kind) {
    return database
        .sql(
            """
            select file.content from documents join document_files file on document_id = id
            where purchase_id = ? and number = ? and kind = ?
            """)
        .params(purchase.value(), number, kind)
        .query((row, index) -> row.getBytes(1))
        .optional();
  }

  /**
   * A document, as it is known here.
   *
   * @param pdf whether that file is made
   * @param ubl whether there is that file
   */
  public record Written(UUID id, Instant writtenAt, Document document, boolean pdf, boolean ubl) {

    public String number() {
      return document.number();
    }

    public Document.Kind kind() {
      return document.kind();
    }

    public PurchaseId purchase() {
      return new PurchaseId(document.purchase());
    }
  }
}
