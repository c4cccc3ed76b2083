package licensing.web.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.document.Document;
import licensing.purchase.PurchaseId;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseDocuments.Written;
import licensing.reading.search.DocumentFilter;
import licensing.web.api.Amount;
import licensing.web.api.ApiCaller;
import licensing.web.api.ApiRoutes;
import licensing.web.api.Listing;
import licensing.web.api.Scope;
import licensing.web.errors.ApiProblem;
import licensing.web.errors.ApiProblem.Code;
import licensing.web.progress.OwnPurchases;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Invoices, receipts and credit notes, with their files as they were made. */
@ApiRoutes
@Tag(name = "Documents")
class DocumentApi {

  private static final String NUMBER = "^" + Document.NUMBER + "$";

  private final PurchaseDocuments documents;
  private final OwnPurchases purchases;

  DocumentApi(PurchaseDocuments documents, OwnPurchases purchases) {
    this.documents = documents;
    this.purchases = purchases;
  }

  @GetMapping("/documents")
  @Scope.Needed(Scope.DOCUMENTS_READ)
  @Operation(
      operationId = "listAllDocuments",
      summary = "All documents of the organization, the newest first")
  DocumentPage all(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @RequestParam(required = false) @Pattern(regexp = Listing.CURSOR) @Nullable String cursor,
      @RequestParam(required = false) Document.@Nullable Kind kind,
      @RequestParam(required = false)
          @Min(2000)
          @Max(9998)
          @Schema(description = "in which they were written, in UTC")
          @Nullable Integer year,
      @AuthenticationPrincipal ApiCaller caller) {
    DocumentFilter filter =
        new DocumentFilter("", kind, year == null ? null : DocumentParams.year(Year.of(year)));
    Page<Written> page =
        documents.find(
            caller.user().organization(), filter.condition(), true, Listing.cursor(cursor), limit);
    return new DocumentPage(
        page.entries().stream().map(DocumentBody::of).toList(), Listing.next(page));
  }

  @GetMapping("/purchases/{id}/documents")
  @Scope.Needed(Scope.DOCUMENTS_READ)
  @Operation(
      operationId = "listDocuments",
      summary = "The documents of a purchase",
      description = "Files follow within seconds after the payment.")
  DocumentList list(@PathVariable String id, @AuthenticationPrincipal ApiCaller caller) {
    return new DocumentList(documents.of(own(id, caller)).stream().map(DocumentBody::of).toList());
  }

  @GetMapping(
      path = "/purchases/{id}/documents/{number}/pdf",
      produces = MediaType.APPLICATION_PDF_VALUE)
  @Scope.Needed(Scope.DOCUMENTS_READ)
  @Operation(operationId = "getDocumentPdf", summary = "A document as PDF (Factur-X)")
  ResponseEntity<byte[]> pdf(
      @PathVariable String id,
      @PathVariable @Pattern(regexp = NUMBER) String number,
      @AuthenticationPrincipal ApiCaller caller) {
    return file(own(id, caller), number, DocumentFormat.PDF);
  }

  @GetMapping(
      path = "/purchases/{id}/documents/{number}/xml",
      produces = MediaType.APPLICATION_XML_VALUE)
  @Scope.Needed(Scope.DOCUMENTS_READ)
  @Operation(operationId = "getDocumentXml", summary = "An invoice as UBL")
  ResponseEntity<byte[]> xml(
      @PathVariable String id,
      @PathVariable @Pattern(regexp = NUMBER) String number,
      @AuthenticationPrincipal ApiCaller caller) {
    return file(own(id, caller), number, DocumentFormat.UBL);
  }

  private PurchaseId own(String id, ApiCaller caller) {
    return purchases.of(id, caller.user()).purchase().id();
  }

  private ResponseEntity<byte[]> file(PurchaseId purchase, String number, DocumentFormat format) {
    return DocumentFiles.file(documents, purchase, number, format == DocumentFormat.PDF)
        .orElseThrow(() -> new ApiProblem(Code.NOT_FOUND));
  }

  /** As the files are stored. */
  enum DocumentFormat {
    PDF,
    UBL
  }

  @Schema(name = "DocumentList")
  record DocumentList(List<DocumentBody> items) {}

  @Schema(name = "DocumentPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DocumentPage(
      List<DocumentBody> items,
      @Schema(description = "cursor of the next page; absent on the last") @Nullable String next) {}

  @Schema(name = "Document")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DocumentBody(
      String number,
      Document.Kind kind,
      UUID purchase,
      @Schema(description = "in UTC") LocalDate issuedOn,
      Amount total,
      @Schema(description = "of a credit note, the number of the document that it is about")
          @Nullable String credits,
      @Schema(description = "of a debit note, the number of the credit note that it takes back")
          @Nullable String debits,
      @Schema(description = "whether nothing was sold in earnest") boolean test,
      @Schema(description = "which files are made") List<DocumentFormat> files) {

    static DocumentBody of(Written written) {
      return new DocumentBody(
          written.number(),
          written.kind(),
          written.purchase().value(),
          written.document().issuedOn(),
          Amount.of(written.document().total()),
          number(written.document().credited()),
          number(written.document().debited()),
          written.document().isTest(),
          Stream.of(DocumentFormat.values())
              .filter(format -> format == DocumentFormat.PDF ? written.pdf() : written.ubl())
              .toList());
    }

    private static @Nullable String number(Document.@Nullable Original about) {
      return about == null ? null : about.number();
    }
  }
}
