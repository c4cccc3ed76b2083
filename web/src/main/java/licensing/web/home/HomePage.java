package licensing.web.home;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.offer.Offer;
import licensing.reading.Offers;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.home.HomePage.MigrationAccess.FeatureAccess;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.OwnPurchases;
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

  /** How long it is news that a purchase was paid: who pays arrives here within seconds. */
  private static final Duration NEWS = Duration.ofMinutes(10);

  private final MigrationAccess migration;
  private final PurchaseRecords purchases;
  private final Clock clock;

  HomePage(MigrationAccess migration, PurchaseRecords purchases, Clock clock) {
    this.migration = migration;
    this.purchases = purchases;
    this.clock = clock;
  }

  @GetMapping("/")
  String show(@AuthenticationPrincipal ConsoleUser user, Model model) {
    var access = migration.of(user.organization());
    model.addAttribute("migration", access);
    var open = purchases.open(user.organization());
    model.addAttribute("open", waiting(open, user));
    model.addAttribute("mark", OwnPurchases.mark(open));
    justPaid(access, user)
        .ifPresent(
            paid -> {
              model.addAttribute("paid", paid);
              model.addAttribute("card", purchases.card(paid.id()).orElse(null));
            });
    return "home/home";
  }

  /** What the reader has just paid for, if it works. */
  private Optional<PurchaseRecord> justPaid(FeatureAccess access, ConsoleUser user) {
    return Optional.ofNullable(access.boughtLast())
        .map(OwnedLicense::license)
        .filter(license -> license.period().start().isAfter(clock.instant().minus(NEWS)))
        .flatMap(license -> purchases.of(license.purchase(), user.organization()))
        .filter(paid -> paid.subscription().buyer().equals(user.buyer()));
  }

  /**
   * By whom they wait for, those first that wait for the reader; of each the reader's own first.
   */
  private static Map<WaitingFor, List<PurchaseView>> waiting(
      List<PurchaseRecord> open, ConsoleUser user) {
    return open.stream()
        .map(PurchaseView::of)
        .filter(purchase -> !purchase.status().isAtRest())
        .sorted(comparing(purchase -> !purchase.isOf(user.buyer())))
        .collect(
            groupingBy(
                purchase ->
                    purchase.isResumable() && purchase.isOf(user.buyer())
                        ? WaitingFor.READER
                        : WaitingFor.OTHERS,
                () -> new EnumMap<>(WaitingFor.class),
                toList()));
  }

  /** In the order in which they are shown. */
  enum WaitingFor {
    /** Who alone can go on with it. */
    READER,
    /** A colleague, or nobody: it goes on by itself. */
    OTHERS
  }

  /** Asks whether an organization may migrate. */
  @Component
  static class MigrationAccess {

    private static final int SHOWN = 20;

    private final OwnedLicenses owned;
    private final Offers offers;

    MigrationAccess(OwnedLicenses owned, Offers offers) {
      this.owned = owned;
      this.offers = offers;
    }

    FeatureAccess of(OrganizationId organization) {
      return new FeatureAccess(
          owned.active(organization, Offer.Kind.MIGRATION, SHOWN + 1),
          owned.activeQuantity(organization, Offer.Kind.MIGRATION),
          owned.latest(organization, Offer.Kind.MIGRATION).orElse(null),
          offers.of(Offer.Kind.MIGRATION).isPresent());
    }

    /**
     * Whether an organization may use a feature, and why or why not.
     *
     * @param newest of the licenses that open it, one more than are shown
     * @param quantity of all that open it
     * @param latest the license bought last, whatever became of it
     * @param sold whether another one can be bought now
     */
    public record FeatureAccess(
        List<OwnedLicense> newest, int quantity, @Nullable OwnedLicense latest, boolean sold) {

      public boolean isOpen() {
        return !newest.isEmpty();
      }

      /** Of those that are valid. */
      public @Nullable OwnedLicense boughtLast() {
        return newest.isEmpty() ? null : newest.getFirst();
      }

      public List<OwnedLicense> shown() {
        return newest.subList(0, Math.min(SHOWN, newest.size()));
      }

      /** Whether there are others. */
      public boolean isCut() {
        return newest.size() > SHOWN;
      }

      /** The word for it in message keys. */
      public String lockedBecause() {
        return latest == null
            ? "none"
            : switch (latest.state()) {
              case EXPIRED -> "expired";
              case SUSPENDED -> "suspended";
              // Only if a license begins between two looks: the next one finds it.
              case ACTIVE, GRACE -> "none";
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
