package licensing.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import licensing.document.Document;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invoices, receipts and credit notes of purchases, with their files once those are made. */
@Component
public final class PurchaseDocuments {

  private final JdbcClient database;

  PurchaseDocuments(JdbcClient database) {
    this.database = database;
  }

  /** In the order of their numbers; the files follow within seconds. */
  public List<Written> of(PurchaseId purchase) {
    return database
        .sql(
            """
            select content, array(select kind from document_files where document_id = id) as files
            from documents where purchase_id = ? order by written_at, number
            """)
        .param(purchase.value())
        .query(
            (row, index) -> {
              Document document = Document.read(row.getString("content"));
              List<String> files = List.of((String[]) row.getArray("files").getArray());
              return new Written(
                  document.number(), document.kind(), files.contains("PDF"), files.contains("UBL"));
            })
        .list();
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
   * @param pdf whether that file is made
   * @param ubl whether there is that file
   */
  public record Written(String number, Document.Kind kind, boolean pdf, boolean ubl) {}
}
