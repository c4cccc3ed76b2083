package licensing.web.support.list;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.AttentionList;
import licensing.reading.Pager.Cursor;
import licensing.reading.Proposals;
import licensing.reading.PurchaseFigures;
import licensing.reading.search.PurchaseSearch;
import licensing.web.support.ListedPurchase;
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
  private final PurchaseFigures figures;

  PurchaseList(
      PurchaseSearch search,
      TemporalPages temporal,
      AttentionList attention,
      Proposals proposals,
      PurchaseFigures figures) {
    this.search = search;
    this.temporal = temporal;
    this.attention = attention;
    this.proposals = proposals;
    this.figures = figures;
  }

  /**
   * @param from which page is shown
   */
  @GetMapping(ADDRESS)
  ModelAndView list(FilterParams params, @RequestParam(defaultValue = "") String from) {
    var known = params.known();
    var cursor = Cursor.orFirst(from);
    boolean ignored = !known.equals(params) || cursor == null && !from.isEmpty();
    return page(known, cursor).addObject("ignored", ignored);
  }

  ModelAndView page(FilterParams params, @Nullable Cursor from) {
    var found = search.find(params.filter(), from, ON_A_PAGE);
    var tabs = tabs(params);
    return new ModelAndView("support/purchases")
        .addObject("mark", attention.mark())
        .addObject("params", params)
        .addObject(
            "waiting", proposals.waiting(ON_A_PAGE).stream().map(ProposedAction::of).toList())
        .addObject("options", FilterOptions.ALL)
        .addObject("tabs", tabs)
        .addObject("chips", params.chips(ADDRESS, tabs.stream().anyMatch(Tab::here)))
        .addObject("purchases", found.entries().stream().map(ListedPurchase::of).toList())
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

  private List<Tab> tabs(FilterParams params) {
    var counts = figures.counts();
    return List.of(
        tab("needs", counts.needsPerson(), "any", "", params),
        tab("open", counts.underWay(), "", "open", params),
        tab("paid", counts.paid(), "", PurchaseOutcome.Kind.LICENSED.label(), params),
        tab("all", counts.all(), "", "", params));
  }

  private static Tab tab(
      String name, int count, String attention, String outcome, FilterParams params) {
    boolean here = params.attention().equals(attention) && params.outcome().equals(outcome);
    var whole = new FilterParams(null, attention, null, outcome, null, null, null, null);
    return new Tab(name, count, whole.address(ADDRESS, null), here);
  }

  /**
   * One of the lists that stand above every list.
   *
   * @param name the end of its message's key
   * @param count at most {@link PurchaseFigures#MOST}
   */
  record Tab(String name, int count, String address, boolean here) {

    public boolean isMore() {
      return count >= PurchaseFigures.MOST;
    }
  }
}
