package licensing.web.home;

import java.util.List;
import licensing.reading.PurchaseRecords;
import licensing.web.login.ConsoleUser;
import licensing.web.progress.OwnPurchases.PurchaseView;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

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
}
