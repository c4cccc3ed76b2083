package licensing.document;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    List<File> files =
        document.isElectronic()
            ? List.of(
                new File("PDF", Drawing.PDF.of(document)),
                new File("UBL", DocumentXml.ubl(document)))
            : List.of(new File("PDF", Drawing.PDF.of(document)));
    transaction.executeWithoutResult(
        status -> {
          files.forEach(file -> keep(unmade.id(), file));
          database
              .sql("delete from documents_unmade where document_id = ?")
              .param(unmade.id())
              .update();
        });
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
