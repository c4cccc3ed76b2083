package licensing.web.home;

import java.util.List;
import licensing.buyer.Buyer.OrganizationId;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.reading.Offers;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.PurchaseRecords;
import licensing.web.home.HomePage.MigrationAccess.FeatureAccess;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases.PurchaseView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where users arrive: after the login, and after a purchase. */
@Controller
class HomePage {

  private final MigrationAccess migration;
  private final PurchaseRecords purchases;

  HomePage(MigrationAccess migration, PurchaseRecords purchases) {
    this.migration = migration;
    this.purchases = purchases;
  }

  @GetMapping("/")
  String show(@AuthenticationPrincipal ConsoleUser user, Model model) {
    model.addAttribute("migration", migration.of(user.organization()));
    model.addAttribute("open", waiting(user));
    return "home/home";
  }

  private List<PurchaseView> waiting(ConsoleUser user) {
    return purchases.open(user.organization()).stream()
        .map(PurchaseView::of)
        .filter(purchase -> !purchase.status().isAtRest())
        .toList();
  }

  /** Asks whether an organization may migrate. */
  @Component
  static class MigrationAccess {

    private final OwnedLicenses owned;
    private final Offers offers;

    MigrationAccess(OwnedLicenses owned, Offers offers) {
      this.owned = owned;
      this.offers = offers;
    }

    FeatureAccess of(OrganizationId organization) {
      return new FeatureAccess(
          owned.active(organization, Offer.Kind.MIGRATION),
          owned.latest(organization, Offer.Kind.MIGRATION).orElse(null),
          offers.of(Offer.Kind.MIGRATION).isPresent());
    }

    /**
     * Whether an organization may use a feature, and why or why not.
     *
     * @param active the licenses that open it
     * @param latest the license bought last, whatever became of it
     * @param sold whether another one can be bought now
     */
    public record FeatureAccess(List<License> active, @Nullable OwnedLicense latest, boolean sold) {

      public boolean isOpen() {
        return !active.isEmpty();
      }

      public int quantity() {
        return active.stream().mapToInt(License::quantity).sum();
      }

      /** Of those that are valid. */
      public @Nullable License boughtLast() {
        return active.isEmpty() ? null : active.getFirst();
      }

      /** The word for it in message keys. */
      public String lockedBecause() {
        return latest == null
            ? "none"
            : switch (latest.state()) {
              case EXPIRED -> "expired";
              case SUSPENDED -> "suspended";
              // Only if a license begins between two looks: the next one finds it.
              case ACTIVE -> "none";
            };
      }
    }

    /** The feature that a migration license opens. */
    @Controller
    static class MigrationPage {

      private final MigrationAccess migration;

      MigrationPage(MigrationAccess migration) {
        this.migration = migration;
      }

      @GetMapping("/migration")
      ModelAndView show(@AuthenticationPrincipal ConsoleUser user) {
        FeatureAccess access = migration.of(user.organization());
        return (access.isOpen()
                ? new ModelAndView("home/migration")
                : new ModelAndView("home/migration-locked", HttpStatus.FORBIDDEN))
            .addObject("migration", access);
      }
    }
  }
}
