package licensing.web.support.list;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;
import licensing.reading.search.PurchaseSearch.FoundPurchase;
import licensing.web.language.People;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.support.TemporalPages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the list is asked, as a file: all of it, or none where more match than a file may hold. */
@Controller
class PurchaseExport {

  static final String ADDRESS = "/support/purchases.csv";

  /** More is no list for a person any more. */
  static final int MOST = 10_000;

  /** Read at once, so that no connection is held while somebody's network is slow. */
  private static final int AT_ONCE = 100;

  private static final Logger log = LoggerFactory.getLogger(PurchaseExport.class);

  private final PurchaseSearch search;
  private final PurchaseList list;
  private final People people;
  private final TemporalPages temporal;

  PurchaseExport(PurchaseSearch search, PurchaseList list, People people, TemporalPages temporal) {
    this.search = search;
    this.list = list;
    this.people = people;
    this.temporal = temporal;
  }

  @GetMapping(ADDRESS)
  @Nullable ModelAndView export(
      FilterParams params, @AuthenticationPrincipal ConsoleUser user, HttpServletResponse response)
      throws IOException {
    PurchaseFilter filter = params.filter();
    if (search.findsMoreThan(MOST, filter)) {
      ModelAndView page = list.page(params, null).addObject("tooMany", MOST);
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return page;
    }
    Csv.describe(response, "purchases-%s.csv".formatted(LocalDate.now(ZoneOffset.UTC)));
    PurchaseFilter lasting = inLastingOrder(filter);
    int lines =
        Csv.write(
            response,
            ExportedPurchase.HEADER,
            next -> search.find(lasting, next, AT_ONCE),
            found ->
                ExportedPurchase.line(found, people.name(found.purchase().boughtBy()), temporal),
            MOST);
    log.info("{} purchases exported by user {}", lines, user.id().value());
    return null;
  }

  /** In every other order a purchase may change its place meanwhile, or come before all others. */
  private static PurchaseFilter inLastingOrder(PurchaseFilter asked) {
    return new PurchaseFilter(
        asked.words(), asked.need(), asked.step(), asked.end(), asked.age(), Order.OLDEST);
  }

  /** A purchase as a line of the file: of its buyer no more than ids and the login name. */
  static final class ExportedPurchase {

    static final String HEADER =
        Csv.line(
            "purchase",
            "subscribed",
            "ended",
            "organization",
            "organization name",
            "user",
            "login name",
            "offer",
            "quantity",
            "total",
            "currency",
            "step",
            "outcome",
            "needs a person",
            "why",
            "payment attempt",
            "payment",
            "captured amount",
            "card",
            "platform reference",
            "license key",
            "license suspended",
            "given back at the platform",
            "history",
            "test");

    private ExportedPurchase() {}

    /**
     * Names and times as they are recorded, whatever the reader's language.
     *
     * @param buyer what the buyer is called now
     */
    static String line(FoundPurchase found, @Nullable String buyer, TemporalPages temporal) {
      var purchase = found.purchase();
      var subscription = purchase.subscription();
      var progress = purchase.progress();
      return Csv.line(
          subscription.purchase(),
          subscription.subscribedAt(),
          purchase.endedAt(),
          subscription.buyer().organization().value(),
          purchase.organizationName(),
          subscription.buyer().user().value(),
          buyer,
          subscription.offer().kind(),
          subscription.quantity(),
          subscription.total().amount().toPlainString(),
          subscription.total().currency().getCurrencyCode(),
          progress.step().words(),
          progress.outcome() == null ? null : progress.outcome().label(),
          found.attention(),
          purchase.attentionReason(),
          progress.attempt(),
          found.payment(),
          found.captured() == null ? null : found.captured().amount().toPlainString(),
          found.card(),
          found.reference(),
          purchase.license() == null ? null : purchase.license().key().value(),
          purchase.suspendedAt(),
          purchase.sentBack() == null ? null : purchase.sentBack().amount().toPlainString(),
          temporal.of(subscription.purchase()),
          purchase.test() ? "test" : null);
    }
  }
}
