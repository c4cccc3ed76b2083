package licensing.reading;

import java.util.List;
import java.util.Optional;
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
