package licensing.web.licenses;

import java.util.function.Function;
import licensing.buyer.OrganizationId;
import licensing.offer.OfferKind;
import licensing.reading.OwnedLicenses;
import licensing.reading.PurchaseRecords;
import licensing.reading.Stretch;
import licensing.web.errors.Problem;
import licensing.web.login.ConsoleUser;
import licensing.web.progress.FollowedPurchase;
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
  private static final OfferKind KIND = OfferKind.MIGRATION;
  private static final int ON_A_PAGE = 20;

  private final OwnedLicenses licenses;
  private final PurchaseRecords purchases;

  LicenseManagement(OwnedLicenses licenses, PurchaseRecords purchases) {
    this.licenses = licenses;
    this.purchases = purchases;
  }

  /**
   * @param licenses which part of the licenses is shown
   * @param past which part of the past purchases
   */
  @GetMapping(ADDRESS)
  ModelAndView show(
      @RequestParam(defaultValue = "") String licenses,
      @RequestParam(defaultValue = "") String past,
      @AuthenticationPrincipal ConsoleUser user) {
    return PlaceText.parse(licenses)
        .flatMap(
            owned -> PlaceText.parse(past).map(ended -> page(user.organization(), owned, ended)))
        .orElseGet(() -> Problem.of(400, "licenses.place").page());
  }

  private ModelAndView page(OrganizationId organization, Stretch owned, Stretch ended) {
    var licensesShown = licenses.of(organization, KIND, owned, ON_A_PAGE);
    var pastShown = purchases.past(organization, ended, ON_A_PAGE);
    var open = purchases.open(organization).stream().map(FollowedPurchase::of).toList();
    return new ModelAndView("licenses/migration")
        .addObject("open", open)
        .addObject(
            "licenses",
            Leaf.of(licensesShown, Function.identity(), part -> address(part, ended, "owned")))
        .addObject(
            "past", Leaf.of(pastShown, FollowedPurchase::of, part -> address(owned, part, "past")));
  }

  /** Leafing through one list leaves the other where it is. */
  private static String address(Stretch owned, Stretch ended, String list) {
    var address = UriComponentsBuilder.fromPath(ADDRESS).fragment(list);
    named(address, "licenses", owned);
    named(address, "past", ended);
    return address.toUriString();
  }

  private static void named(UriComponentsBuilder address, String list, Stretch part) {
    if (!(part instanceof Stretch.Newest)) {
      address.queryParam(list, PlaceText.of(part));
    }
  }
}
