package licensing.web.licenses;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.reading.Offers;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.Pager.Cursor;
import licensing.reading.PurchaseDocuments;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.billing.BillingDetails;
import licensing.web.errors.Problem;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Settings, License Management, Migration License. Purchases are listed here whatever their kind: a
 * buyer must find each of them again, and no other kind has a page of its own.
 */
@Controller
class LicenseManagement {

  private static final String ADDRESS = "/licenses/migration";
  private static final Offer.Kind KIND = Offer.Kind.MIGRATION;
  private static final int ON_A_PAGE = 20;

  private final OwnedLicenses licenses;
  private final PurchaseRecords purchases;
  private final Offers offers;
  private final PurchaseDocuments documents;
  private final BillingDetails billing;

  LicenseManagement(
      OwnedLicenses licenses,
      PurchaseRecords purchases,
      Offers offers,
      PurchaseDocuments documents,
      BillingDetails billing) {
    this.licenses = licenses;
    this.purchases = purchases;
    this.offers = offers;
    this.documents = documents;
    this.billing = billing;
  }

  /**
   * @param licenses which page of the licenses is shown
   * @param past which page of the past purchases
   */
  @GetMapping(ADDRESS)
  ModelAndView show(
      @RequestParam(defaultValue = "") String licenses,
      @RequestParam(defaultValue = "") String past,
      @AuthenticationPrincipal ConsoleUser user) {
    try {
      return page(user.organization(), cursor(licenses), cursor(past));
    } catch (IllegalArgumentException noPageOfOurs) {
      return Problem.of(400, "licenses.place").page();
    }
  }

  private static @Nullable Cursor cursor(String text) {
    return text.isEmpty() ? null : Cursor.parse(text);
  }

  private ModelAndView page(
      OrganizationId organization, @Nullable Cursor owned, @Nullable Cursor ended) {
    var open = purchases.open(organization);
    var licensesShown = licenses.of(organization, KIND, owned, ON_A_PAGE);
    var pastShown = purchases.past(organization, ended, ON_A_PAGE);
    return new ModelAndView("licenses/migration")
        .addObject("invoices", billing.isOffered())
        .addObject("sold", offers.of(KIND).isPresent())
        .addObject("open", followed(open))
        .addObject("mark", OwnPurchases.mark(open))
        .addObject("licenses", licensesShown.entries())
        .addObject("receipts", receipts(licensesShown.entries()))
        .addObject("newerLicenses", owned(licensesShown.previous(), ended))
        .addObject("olderLicenses", owned(licensesShown.next(), ended))
        .addObject("past", followed(pastShown.entries()))
        .addObject("newerPast", ended(owned, pastShown.previous()))
        .addObject("olderPast", ended(owned, pastShown.next()));
  }

  private Map<PurchaseId, String> receipts(List<OwnedLicense> shown) {
    return documents.numbers(shown.stream().map(each -> each.license().purchase()).toList());
  }

  private static List<PurchaseView> followed(List<PurchaseRecord> found) {
    return found.stream().map(PurchaseView::of).toList();
  }

  /** Where the list of licenses shows another page; null where it has none. */
  private static @Nullable String owned(@Nullable Cursor shown, @Nullable Cursor ended) {
    return shown == null ? null : address(shown, ended, "owned");
  }

  private static @Nullable String ended(@Nullable Cursor owned, @Nullable Cursor shown) {
    return shown == null ? null : address(owned, shown, "past");
  }

  /** Leafing through one list leaves the other where it is. */
  private static String address(@Nullable Cursor owned, @Nullable Cursor ended, String list) {
    return UriComponentsBuilder.fromPath(ADDRESS)
        .queryParamIfPresent("licenses", Optional.ofNullable(owned))
        .queryParamIfPresent("past", Optional.ofNullable(ended))
        .fragment(list)
        .toUriString();
  }
}
