package licensing.web.support;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import licensing.bulk.BulkAction;
import licensing.reading.AttentionList;
import licensing.reading.Proposals;
import licensing.reading.search.Part;
import licensing.reading.search.PurchaseSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Purchases of all organizations, as far as they are asked for; read-only. */
@Controller
class PurchaseList {

  static final String ADDRESS = "/support/purchases";
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
   * @param from which part is shown
   */
  @GetMapping(ADDRESS)
  ModelAndView list(Asked asked, @RequestParam(defaultValue = "") String from) {
    return page(asked, PartName.part(from));
  }

  ModelAndView page(Asked asked, Part part) {
    var found = search.find(asked.question(), part, ON_A_PAGE);
    List<ListedPurchase> rows =
        found.purchases().stream().map(it -> ListedPurchase.of(it, temporal)).toList();
    return new ModelAndView("support/purchases")
        .addObject("mark", attention.mark())
        .addObject("asked", asked)
        .addObject(
            "waiting", proposals.waiting(ON_A_PAGE).stream().map(ListedProposal::of).toList())
        .addObject("choices", Choices.ALL)
        .addObject("purchases", rows)
        .addObject("before", address(asked, found.before()))
        .addObject("after", address(asked, found.after()))
        .addObject("bulks", bulks(asked))
        .addObject("export", asked.address(PurchaseExport.ADDRESS, new Part.First()));
  }

  /** Where each of them asks whether all that match are meant. */
  private static Map<BulkAction, String> bulks(Asked asked) {
    var addresses = new EnumMap<BulkAction, String>(BulkAction.class);
    for (BulkAction action : BulkAction.values()) {
      addresses.put(
          action, asked.address(BulkActions.NEW + BulkForm.word(action), new Part.First()));
    }
    return addresses;
  }

  private static @Nullable String address(Asked asked, @Nullable Part part) {
    return part == null ? null : asked.address(ADDRESS, part);
  }
}
