package licensing.web.support.list;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.AttentionList;
import licensing.reading.Pager.Cursor;
import licensing.reading.Proposals;
import licensing.reading.search.PurchaseSearch;
import licensing.reading.search.PurchaseSearch.FoundPurchase;
import licensing.web.support.SupportChoice.ProposedAction;
import licensing.web.support.TemporalPages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Purchases of all organizations, as far as they are asked for; read-only. */
@Controller
public class PurchaseList {

  public static final String ADDRESS = "/support/purchases";

  /** Where all that match are decided about; the action follows. */
  public static final String BULK = "/support/bulk/new/";

  private static final int ON_A_PAGE = 25;

  private final PurchaseSearch search;
  private final TemporalPages temporal;
  private final AttentionList attention;
  private final Proposals proposals;

  PurchaseList(
      PurchaseSearch search, TemporalPages temporal, AttentionList attention, Proposals proposals) {
    this.search = search;
    this.temporal = temporal;
    this.attention = attention;
    this.proposals = proposals;
  }

  /**
   * @param from which page is shown
   */
  @GetMapping(ADDRESS)
  ModelAndView list(FilterParams params, @RequestParam(defaultValue = "") String from) {
    return page(params, FilterOption.cursor(from));
  }

  ModelAndView page(FilterParams params, @Nullable Cursor from) {
    var found = search.find(params.filter(), from, ON_A_PAGE);
    List<ListedPurchase> rows =
        found.entries().stream().map(it -> ListedPurchase.of(it, temporal)).toList();
    return new ModelAndView("support/purchases")
        .addObject("mark", attention.mark())
        .addObject("params", params)
        .addObject(
            "waiting", proposals.waiting(ON_A_PAGE).stream().map(ProposedAction::of).toList())
        .addObject("options", FilterOptions.ALL)
        .addObject("purchases", rows)
        .addObject("before", address(params, found.previous()))
        .addObject("after", address(params, found.next()))
        .addObject("bulks", bulks(params))
        .addObject("temporalLists", temporal.lists())
        .addObject("export", params.address(PurchaseExport.ADDRESS, null));
  }

  /** Where each of them asks whether all that match are meant. */
  private static Map<BulkAction, String> bulks(FilterParams params) {
    var addresses = new EnumMap<BulkAction, String>(BulkAction.class);
    for (BulkAction action : BulkAction.values()) {
      addresses.put(action, params.address(BULK + word(action), null));
    }
    return addresses;
  }

  /** As addresses name it. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String address(FilterParams params, @Nullable Cursor from) {
    return from == null ? null : params.address(ADDRESS, from);
  }

  /** A purchase as it stands in the list. */
  record ListedPurchase(FoundPurchase found, PurchaseStatus status, String temporalPage) {

    static ListedPurchase of(FoundPurchase found, TemporalPages temporal) {
      var purchase = found.purchase();
      return new ListedPurchase(
          found, purchase.summary().status(), temporal.of(purchase.subscription().purchase()));
    }

    public String id() {
      return found.purchase().subscription().purchase().toString();
    }
  }
}
