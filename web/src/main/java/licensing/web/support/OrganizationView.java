package licensing.web.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import licensing.buyer.Buyer.OrganizationId;
import licensing.edge.BuyingRights;
import licensing.offer.Offer;
import licensing.reading.OrganizationRecords;
import licensing.reading.OrganizationRecords.OrganizationRecord;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.Pager.Cursor;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** All that is known of an organization: its people, purchases, licenses and money. Read-only. */
@Controller
class OrganizationView {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int ON_A_PAGE = 25;
  private static final int MOST_PEOPLE = 50;
  private static final int MOST_DISPUTES = 20;
  private static final int MOST_REFUSED = 20;

  private final OrganizationRecords organizations;
  private final PurchaseSearch search;
  private final OwnedLicenses licenses;
  private final BuyingRights rights;

  OrganizationView(
      OrganizationRecords organizations,
      PurchaseSearch search,
      OwnedLicenses licenses,
      BuyingRights rights) {
    this.organizations = organizations;
    this.search = search;
    this.licenses = licenses;
    this.rights = rights;
  }

  /**
   * @param from which page of its purchases is shown
   */
  @GetMapping("/support/organizations/{id}")
  ModelAndView show(@PathVariable String id, @RequestParam(defaultValue = "") String from) {
    var organization = find(id);
    var key = organization.id();
    var found = search.find(purchasesOf(key), Cursor.orFirst(from), ON_A_PAGE);
    var people = organizations.people(key, MOST_PEOPLE + 1);
    return new ModelAndView("support/organization")
        .addObject("organization", organization)
        .addObject("people", people.stream().limit(MOST_PEOPLE).toList())
        .addObject("morePeople", people.size() > MOST_PEOPLE)
        .addObject("money", organizations.money(key))
        .addObject("summedUp", OrganizationRecords.PURCHASES)
        .addObject("disputes", organizations.disputes(key, MOST_DISPUTES))
        .addObject("refused", rights.refused(key, MOST_REFUSED))
        .addObject("licenses", licensesOf(key))
        .addObject("mostLicenses", ON_A_PAGE)
        .addObject("purchases", found.entries().stream().map(ListedPurchase::of).toList())
        .addObject("before", found.previous())
        .addObject("after", found.next());
  }

  private OrganizationRecord find(String id) {
    return Optional.of(id)
        .filter(ID.asMatchPredicate())
        .map(text -> new OrganizationId(UUID.fromString(text)))
        .flatMap(organizations::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static PurchaseFilter purchasesOf(OrganizationId organization) {
    return new PurchaseFilter(
        organization.value().toString(), null, null, null, null, Order.NEWEST);
  }

  /** The newest of each kind. */
  private List<OwnedLicense> licensesOf(OrganizationId organization) {
    return Arrays.stream(Offer.Kind.values())
        .flatMap(kind -> licenses.of(organization, kind, null, ON_A_PAGE).entries().stream())
        .toList();
  }
}
