package licensing.web.licenses;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.reading.Offers;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.Order;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.search.LicenseFilter;
import licensing.reading.search.LicenseFilter.Standing;
import licensing.reading.search.LicenseSearch;
import licensing.web.billing.BillingDetails;
import licensing.web.errors.Problem;
import licensing.web.language.People;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.support.list.Csv;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Settings, License Management, Migration License. Purchases are listed here whatever their kind: a
 * buyer must find each of them again, and no other kind has a page of its own.
 */
@Controller
class LicenseManagement {

  private static final String ADDRESS = "/licenses/migration";
  private static final Offer.Kind KIND = Offer.Kind.MIGRATION;
  private static final int ON_A_PAGE = 20;

  private static final int AT_ONCE = 500;

  private static final String HEADER =
      Csv.line(
          "license key",
          "kind",
          "state",
          "quantity",
          "machines",
          "valid from",
          "valid until",
          "bought by",
          "order",
          "given back",
          "test");

  private final OwnedLicenses licenses;
  private final LicenseSearch search;
  private final PurchaseRecords purchases;
  private final Offers offers;
  private final PurchaseDocuments documents;
  private final BillingDetails billing;
  private final People people;
  private final Clock clock;

  LicenseManagement(
      OwnedLicenses licenses,
      LicenseSearch search,
      PurchaseRecords purchases,
      Offers offers,
      PurchaseDocuments documents,
      BillingDetails billing,
      People people,
      Clock clock) {
    this.licenses = licenses;
    this.search = search;
    this.purchases = purchases;
    this.offers = offers;
    this.documents = documents;
    this.billing = billing;
    this.people = people;
    this.clock = clock.withZone(ZoneOffset.UTC);
  }

  /**
   * @param licenses which page of the licenses is shown
   * @param past which page of the past purchases
   */
  @GetMapping(ADDRESS)
  ModelAndView show(
      LicenseParams params,
      @RequestParam(defaultValue = "") String licenses,
      @RequestParam(defaultValue = "") String past,
      @AuthenticationPrincipal ConsoleUser user) {
    try {
      return page(user.organization(), params, cursor(licenses), cursor(past));
    } catch (IllegalArgumentException noPageOfOurs) {
      return Problem.of(400, "licenses.place").page();
    }
  }

  /** What the list is asked, as a file, in its order. */
  @GetMapping(ADDRESS + ".csv")
  void export(
      LicenseParams params, @AuthenticationPrincipal ConsoleUser user, HttpServletResponse response)
      throws IOException {
    Csv.describe(response, "licenses-%s.csv".formatted(LocalDate.now(clock)));
    LicenseFilter filter = params.filter();
    Condition condition = search.condition(user.organization(), filter);
    Csv.write(
        response,
        HEADER,
        next -> licenses.find(user.organization(), KIND, condition, filter.order(), next, AT_ONCE),
        this::line,
        Integer.MAX_VALUE);
  }

  private String line(OwnedLicense owned) {
    License license = owned.license();
    return Csv.line(
        license.key().value(),
        license.kind(),
        owned.state(),
        license.quantity(),
        owned.machines(),
        license.period().start(),
        license.period().end(),
        people.name(owned.boughtBy()),
        license.purchase(),
        owned.sentBack() == null ? null : owned.sentBack().amount().toPlainString(),
        owned.test() ? "test" : null);
  }

  /** How many were valid at the end of each of the last months, and expire in each of the next. */
  @GetMapping(ADDRESS + "/charts")
  ModelAndView charts(@AuthenticationPrincipal ConsoleUser user) {
    var charts = LicenseCharts.of(licenses.months(user.organization(), KIND), YearMonth.now(clock));
    return new ModelAndView("licenses/charts").addObject("charts", charts);
  }

  private static @Nullable Cursor cursor(String text) {
    return text.isEmpty() ? null : Cursor.parse(text);
  }

  private ModelAndView page(
      OrganizationId organization,
      LicenseParams params,
      @Nullable Cursor owned,
      @Nullable Cursor ended) {
    var open = purchases.open(organization);
    LicenseFilter filter = params.filter();
    var licensesShown =
        licenses.find(
            organization,
            KIND,
            search.condition(organization, filter),
            filter.order(),
            owned,
            ON_A_PAGE);
    var pastShown = purchases.past(organization, ended, ON_A_PAGE);
    return new ModelAndView("licenses/migration")
        .addObject("invoices", billing.isOffered())
        .addObject("sold", offers.of(KIND).isPresent())
        .addObject("open", followed(open))
        .addObject("mark", OwnPurchases.mark(open))
        .addObject("licenses", licensesShown.entries())
        .addObject("receipts", receipts(licensesShown.entries()))
        .addObject("filter", filter)
        .addObject("standings", Standing.values())
        .addObject("orders", Order.values())
        .addObject("export", params.onTo(ADDRESS + ".csv").toUriString())
        .addObject("newerLicenses", owned(params, licensesShown.previous(), ended))
        .addObject("olderLicenses", owned(params, licensesShown.next(), ended))
        .addObject("past", followed(pastShown.entries()))
        .addObject("newerPast", ended(params, owned, pastShown.previous()))
        .addObject("olderPast", ended(params, owned, pastShown.next()));
  }

  private Map<PurchaseId, String> receipts(List<OwnedLicense> shown) {
    return documents.numbers(shown.stream().map(each -> each.license().purchase()).toList());
  }

  private static List<PurchaseView> followed(List<PurchaseRecord> found) {
    return found.stream().map(PurchaseView::of).toList();
  }

  /** Where the list of licenses shows another page; null where it has none. */
  private static @Nullable String owned(
      LicenseParams params, @Nullable Cursor shown, @Nullable Cursor ended) {
    return shown == null ? null : address(params, shown, ended, "owned");
  }

  private static @Nullable String ended(
      LicenseParams params, @Nullable Cursor owned, @Nullable Cursor shown) {
    return shown == null ? null : address(params, owned, shown, "past");
  }

  /** Leafing through one list leaves the other where it is. */
  private static String address(
      LicenseParams params, @Nullable Cursor owned, @Nullable Cursor ended, String list) {
    return params
        .onTo(ADDRESS)
        .queryParamIfPresent("licenses", Optional.ofNullable(owned))
        .queryParamIfPresent("past", Optional.ofNullable(ended))
        .fragment(list)
        .toUriString();
  }
}
