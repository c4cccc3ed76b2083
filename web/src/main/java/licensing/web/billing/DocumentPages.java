package licensing.web.billing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import licensing.document.Document;
import licensing.document.Document.Tax;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseDocuments.Written;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.support.list.Csv;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Settings, Organization, Documents: all that its accountant books. */
@Controller
class DocumentPages {

  private static final String ADDRESS = "/organization/documents";
  private static final int ON_A_PAGE = 20;
  private static final int AT_ONCE = 500;

  private static final String HEADER =
      Csv.line(
          "number",
          "kind",
          "date",
          "net",
          "tax",
          "rounding",
          "total",
          "currency",
          "tax rule",
          "tax percent",
          "refers to",
          "order",
          "your order number",
          "payment",
          "test");

  private final PurchaseDocuments documents;
  private final BillingDetails billing;

  DocumentPages(PurchaseDocuments documents, BillingDetails billing) {
    this.documents = documents;
    this.billing = billing;
  }

  /**
   * @param at which page of the list is shown
   */
  @GetMapping(ADDRESS)
  ModelAndView show(
      DocumentParams params,
      @RequestParam(defaultValue = "") String at,
      @AuthenticationPrincipal ConsoleUser user) {
    Page<Written> shown = find(params, user, Cursor.orFirst(at), ON_A_PAGE);
    return new ModelAndView("billing/documents")
        .addObject("invoices", billing.isOffered())
        .addObject("documents", shown.entries())
        .addObject("filter", params.filter())
        .addObject("asked", params)
        .addObject("kinds", Document.Kind.values())
        .addObject("periods", periods(documents.months(user.organization())))
        .addObject("csv", params.onTo(ADDRESS + ".csv").toUriString())
        .addObject("zip", params.onTo(ADDRESS + ".zip").toUriString())
        .addObject("newer", address(params, shown.previous()))
        .addObject("older", address(params, shown.next()));
  }

  private Page<Written> find(
      DocumentParams params, ConsoleUser user, @Nullable Cursor from, int size) {
    Condition asked = params.filter().condition();
    return documents.find(user.organization(), asked, params.isNewestFirst(), from, size);
  }

  /** Each year before its months. */
  private static List<String> periods(List<YearMonth> months) {
    return months.stream()
        .flatMap(month -> Stream.of(Year.from(month).toString(), month.toString()))
        .distinct()
        .toList();
  }

  /** Null where there is no such page. */
  private static @Nullable String address(DocumentParams params, @Nullable Cursor at) {
    return at == null ? null : params.onTo(ADDRESS).queryParam("at", at).toUriString();
  }

  /** What the list is asked, as a file. What goes back is below zero, so that sums are right. */
  @GetMapping(ADDRESS + ".csv")
  void export(
      DocumentParams params,
      @AuthenticationPrincipal ConsoleUser user,
      HttpServletResponse response)
      throws IOException {
    Csv.describe(response, params.file() + ".csv");
    Csv.write(
        response,
        HEADER,
        next -> find(params, user, next, AT_ONCE),
        written -> line(written.document()),
        Integer.MAX_VALUE);
  }

  private static String line(Document document) {
    Tax tax = document.tax();
    return Csv.line(
        document.number(),
        document.kind(),
        document.issuedOn(),
        signed(document, tax.net()),
        signed(document, tax.amount()),
        signed(document, tax.rounding()),
        signed(document, document.total().amount()),
        document.total().currency().getCurrencyCode(),
        tax.rule(),
        tax.percent().stripTrailingZeros().toPlainString(),
        document.about() == null ? null : document.about().number(),
        document.purchase(),
        document.orderNumber(),
        document.payment().reference(),
        document.isTest() ? "test" : null);
  }

  private static BigDecimal signed(Document document, BigDecimal amount) {
    boolean back = document.kind() == Document.Kind.CREDIT_NOTE;
    return back ? amount.negate() : amount;
  }

  /** The files of what the list is asked, page by page as the table. */
  @GetMapping(ADDRESS + ".zip")
  void files(
      DocumentParams params,
      @AuthenticationPrincipal ConsoleUser user,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(params.file() + ".zip").build().toString());
    try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
      Set<String> names = new HashSet<>();
      @Nullable Cursor next = null;
      do {
        Page<Written> page = find(params, user, next, AT_ONCE);
        for (Written written : page.entries()) {
          add(zip, written, names);
        }
        next = page.next();
      } while (next != null);
    }
  }

  private void add(ZipOutputStream zip, Written written, Set<String> names) throws IOException {
    // Each seller has numbers of their own, and an organization may have bought from two.
    String name =
        names.add(written.number()) ? written.number() : written.number() + "-" + written.id();
    if (!written.pdf()) {
      add(
          zip,
          name + ".txt",
          "Not made yet: download it again in a minute.\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    for (String kind : List.of("PDF", "UBL")) {
      Optional<byte[]> file = documents.file(written.purchase(), written.number(), kind);
      if (file.isPresent()) {
        add(zip, name + (kind.equals("PDF") ? ".pdf" : ".xml"), file.get());
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
