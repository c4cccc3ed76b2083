package licensing.document;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import licensing.terms.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the files of documents that have none yet. Rows are claimed, so that any number of workers
 * may do this at once; one that dies has made nothing, and its claim passes.
 */
public final class DocumentRelay {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentRelay.class);

  /**
   * Drawing is nothing but work for a processor, a tenth of a second of it while a worker is young.
   * Nothing interrupts that on a virtual thread, and of these no more run at once than there are
   * processors: a sale would wait for it.
   */
  private static final Executor DRAWING = Thread.ofPlatform().daemon().name("drawing")::start;

  private static final String SPECIMEN =
      """
      {"version": 1, "number": "TEST-2026-000001", "issuedOn": "2026-01-01", "language": "en",
       "seller": {"name": "Seller", "address": "1 Quay Street", "postcode": "D01", "city": "Dublin", "country": "IE",
         "vatId": "IE6388047V", "email": "billing@console.example"},
       "buyer": {"name": "Buyer", "address": "2 Quay Street", "postcode": "D01", "city": "Dublin", "country": "IE",
         "email": "billing@buyer.example"},
       "purchase": "00000000-0000-0000-0000-000000000000",
       "item": {"offer": "MIGRATION", "quantity": 1, "part": false, "from": "2026-01-01", "until": "2026-12-31"},
       "total": "19.00 USD",
       "tax": {"rule": "STANDARD", "percent": 23, "net": 15.45, "amount": 3.55, "rounding": 0.00},
       "payment": {"paidOn": "2026-01-01", "reference": "specimen", "card": "Visa ending in 1111"},
       "consent": {"termsVersion": 1, "textHash": ""}}
      """;

  private final JdbcClient database;
  private final TransactionOperations transaction;

  public DocumentRelay(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 2_000)
  void run() {
    try {
      while (makeNext()) {
        // The next one.
      }
    } catch (RuntimeException e) {
      LOG.warn("documents are late: {}", e.toString());
    }
  }

  /** Whether there was one. One that cannot be made is tried again when its claim has passed. */
  public boolean makeNext() {
    Optional<Unmade> unmade = claim();
    unmade.ifPresent(this::make);
    return unmade.isPresent();
  }

  private void make(Unmade unmade) {
    Document document = Document.read(unmade.content());
    List<File> files = CompletableFuture.supplyAsync(() -> files(document), DRAWING).join();
    transaction.executeWithoutResult(
        status -> {
          files.forEach(file -> keep(unmade.id(), file));
          database
              .sql("delete from documents_unmade where document_id = ?")
              .param(unmade.id())
              .update();
        });
  }

  /**
   * Draws something that nobody keeps, so that the JDK learns of it: the first paper takes a second
   * of a processor else, ten times what the second one does.
   *
   * @return the kinds of files
   */
  public static List<String> rehearse() {
    return files(Document.read(SPECIMEN)).stream().map(File::kind).toList();
  }

  private static List<File> files(Document document) {
    File pdf = new File("PDF", Drawing.PDF.of(document));
    return document.isElectronic()
        ? List.of(pdf, new File("UBL", DocumentXml.ubl(document)))
        : List.of(pdf);
  }

  private Optional<Unmade> claim() {
    return database
        .sql(
            """
            with next as (
              select document_id from documents_unmade
              where claimed_until is null or claimed_until < now()
              order by claimed_until nulls first limit 1 for update skip locked)
            update documents_unmade unmade set claimed_until = now() + interval '1 minute'
            from next join documents on id = next.document_id
            where unmade.document_id = next.document_id
            returning id, content
            """)
        .query(Unmade.class)
        .optional();
  }

  /** What another worker made meanwhile stays. */
  private void keep(UUID document, File file) {
    database
        .sql(
            """
            insert into document_files (document_id, kind, content, hash) values (?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(
            document,
            file.kind(),
            file.bytes(),
            HexFormat.of().formatHex(Sha256.digest().digest(file.bytes())))
        .update();
  }

  /** With its fonts, which are read when they are needed first. */
  private static final class Drawing {
    static final DocumentPdf PDF = new DocumentPdf();
  }

  private record Unmade(UUID id, String content) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record File(String kind, byte[] bytes) {}
}
