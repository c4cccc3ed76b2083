package licensing.web.support.bulk;

import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.reading.BulkRuns;
import licensing.reading.search.PurchaseSearch;
import licensing.temporal.CallResult;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.BulkProcesses;
import licensing.web.purchase.SeeOther;
import licensing.web.support.bulk.BulkForm.MatchCount;
import licensing.web.support.bulk.JustDone.Said;
import licensing.web.support.list.FilterParams;
import licensing.web.support.list.PurchaseList;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Decisions about all purchases that the list shows. */
@Controller
class BulkActions {

  private final PurchaseSearch search;
  private final BulkRuns runs;
  private final BulkProcesses processes;
  private final BulkSettings settings;
  private final JustDone done;

  BulkActions(
      PurchaseSearch search,
      BulkRuns runs,
      BulkProcesses processes,
      BulkSettings settings,
      JustDone done) {
    this.search = search;
    this.runs = runs;
    this.processes = processes;
    this.settings = settings;
    this.done = done;
  }

  /** Asks whether that is meant; nothing happens yet. */
  @GetMapping(PurchaseList.BULK + "{action}")
  ModelAndView confirm(@PathVariable String action, FilterParams params) {
    var matching = MatchCount.of(params.filter(), search);
    return form(params, matching, BulkForm.blank(action, matching), HttpStatus.OK);
  }

  @PostMapping(BulkPages.ADDRESS)
  ModelAndView begin(
      FilterParams params, BulkForm form, @AuthenticationPrincipal ConsoleUser user) {
    // By now there may be nothing left to do for the same decision.
    if (runs.of(form.bulk()).isPresent()) {
      return again(form.bulk(), user);
    }
    var matching = MatchCount.of(params.filter(), search);
    return form.error(matching)
        .map(why -> refused(params, matching, form, why, HttpStatus.UNPROCESSABLE_CONTENT))
        .orElseGet(() -> begun(params, matching, form, user));
  }

  private ModelAndView begun(
      FilterParams params, MatchCount matching, BulkForm form, ConsoleUser user) {
    return switch (processes.begin(start(params, form, user))) {
      case CallResult.Accepted<BulkId>(var bulk) -> SeeOther.at(BulkPages.ADDRESS + "/" + bulk);
      case CallResult.AlreadyEnded<?> _ -> again(form.bulk(), user);
      case CallResult.NotConfirmed<?> _, CallResult.NotFound<?> _, CallResult.Refused<?> _ ->
          refused(params, matching, form, "NOT_CONFIRMED", HttpStatus.SERVICE_UNAVAILABLE);
    };
  }

  /** The form was sent before, whatever it says now. */
  private ModelAndView again(BulkId bulk, ConsoleUser user) {
    return done.tell(Said.SENT_BEFORE, bulk, user);
  }

  private BulkStart start(FilterParams params, BulkForm form, ConsoleUser user) {
    return new BulkStart(
        form.bulk(),
        user.id().toString(),
        user.id(),
        form.words(),
        form.what(),
        params.filter().question(),
        params.address("", null),
        form.confirmed(),
        settings.perSecond());
  }

  private ModelAndView refused(
      FilterParams params, MatchCount matching, BulkForm form, String why, HttpStatus status) {
    return form(params, matching, form.about(matching), status).addObject("refused", why);
  }

  private ModelAndView form(
      FilterParams params, MatchCount matching, BulkForm form, HttpStatus status) {
    var page =
        new ModelAndView("support/bulk-new")
            .addObject("params", params)
            .addObject("list", params.address(PurchaseList.ADDRESS, null))
            .addObject("matching", matching)
            .addObject("what", form.what())
            .addObject("most", BulkStart.MOST)
            .addObject("longest", BulkStart.LONGEST_REASON)
            .addObject("perSecond", settings.perSecond())
            .addObject("form", form);
    page.setStatus(status);
    return page;
  }

  /**
   * How bulk runs are begun.
   *
   * @param perSecond how many purchases a run may ask in a second, from 1 to 100
   */
  @ConfigurationProperties("bulk")
  record BulkSettings(int perSecond) {

    BulkSettings {
      if (perSecond < 1 || perSecond > 100) {
        throw new IllegalArgumentException("BULK_PER_SECOND must be from 1 to 100");
      }
    }
  }
}
