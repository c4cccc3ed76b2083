package licensing.web.licenses;

import java.util.List;
import licensing.offer.OfferKind;
import licensing.purchase.OrganizationId;
import licensing.reading.OwnedLicenses;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.login.ConsoleUser;
import licensing.web.progress.FollowedPurchase;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Settings, License Management, Migration License. */
@Controller
class LicenseManagement {

  private static final int PAST_SHOWN = 100;

  private final OwnedLicenses licenses;
  private final PurchaseRecords purchases;

  LicenseManagement(OwnedLicenses licenses, PurchaseRecords purchases) {
    this.licenses = licenses;
    this.purchases = purchases;
  }

  @GetMapping("/licenses/migration")
  String show(@AuthenticationPrincipal ConsoleUser user, Model model) {
    OrganizationId organization = user.organization();
    OfferKind kind = OfferKind.MIGRATION;
    model.addAttribute("licenses", licenses.of(organization, kind));
    model.addAttribute("open", followed(purchases.open(organization, kind)));
    model.addAttribute("past", followed(purchases.past(organization, kind, PAST_SHOWN)));
    return "licenses/migration";
  }

  private static List<FollowedPurchase> followed(List<PurchaseRecord> records) {
    return records.stream().map(FollowedPurchase::of).toList();
  }
}
