package licensing.web.billing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.document.Document;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseRecords;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The files of documents, as they were made: for the organization that paid, and for support. */
@Controller
class DocumentFiles {

  private static final Pattern NAME = Pattern.compile("(" + Document.NUMBER + ")\\.(pdf|xml)");

  private final PurchaseDocuments documents;
  private final OwnPurchases purchases;
  private final PurchaseRecords records;

  DocumentFiles(PurchaseDocuments documents, OwnPurchases purchases, PurchaseRecords records) {
    this.documents = documents;
    this.purchases = purchases;
    this.records = records;
  }

  @GetMapping("/purchases/{id}/documents/{file}")
  ResponseEntity<byte[]> own(
      @PathVariable String id,
      @PathVariable String file,
      @AuthenticationPrincipal ConsoleUser user) {
    return download(purchases.of(id, user).purchase().id(), file);
  }

  @GetMapping("/support/purchases/{id}/documents/{file}")
  ResponseEntity<byte[]> forSupport(@PathVariable String id, @PathVariable String file) {
    return PurchaseId.parse(id)
        .flatMap(records::forSupport)
        .map(found -> download(found.id(), file))
        .orElseThrow(DocumentFiles::notThere);
  }

  private ResponseEntity<byte[]> download(PurchaseId purchase, String file) {
    Matcher name = NAME.matcher(file);
    if (!name.matches()) {
      throw notThere();
    }
    boolean pdf = name.group(2).equals("pdf");
    return file(documents, purchase, name.group(1), pdf).orElseThrow(DocumentFiles::notThere);
  }

  /** Empty for a file that is not there, or not made yet. */
  static Optional<ResponseEntity<byte[]>> file(
      PurchaseDocuments documents, PurchaseId purchase, String number, boolean pdf) {
    String file = number + (pdf ? ".pdf" : ".xml");
    return documents
        .file(purchase, number, pdf ? "PDF" : "UBL")
        .map(
            bytes ->
                ResponseEntity.ok()
                    .contentType(pdf ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_XML)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                    .body(bytes));
  }

  private static ResponseStatusException notThere() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
