package licensing.web.support.bulk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.purchase.message.ForeignText;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import licensing.reading.BulkRuns.Target;
import licensing.temporal.CallResult;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.BulkProcesses;
import licensing.web.support.TemporalPages;
import licensing.web.support.TypedText;
import licensing.web.support.bulk.JustDone.Said;
import licensing.web.support.list.Csv;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Bulk runs: how far they are, and what came of each purchase. */
@Controller
@RequestMapping(BulkPages.ADDRESS)
class BulkPages {

  static final String ADDRESS = "/support/bulk";

  private static final int LATEST = 50;
  private static final int ON_A_PAGE = 100;
  private static final int LAST_PAGE = BulkStart.MOST / ON_A_PAGE;

  private final BulkRuns runs;
  private final BulkProcesses processes;
  private final TemporalPages temporal;
  private final JustDone done;

  BulkPages(BulkRuns runs, BulkProcesses processes, TemporalPages temporal, JustDone done) {
    this.runs = runs;
    this.processes = processes;
    this.temporal = temporal;
    this.done = done;
  }

  @GetMapping
  ModelAndView list() {
    return new ModelAndView("support/bulks").addObject("runs", runs.latest(LATEST));
  }

  @GetMapping("/{id}")
  ModelAndView show(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "") String said,
      @AuthenticationPrincipal ConsoleUser user) {
    var bulk = parse(id);
    var view =
        runs.of(bulk)
            .map(run -> report(run, Math.clamp(page, 0, LAST_PAGE)))
            .orElseGet(() -> waiting(bulk));
    return view.addObject("id", id)
        .addObject("said", done.said(said, bulk, user))
        .addObject("temporalPage", temporal.of(bulk));
  }

  /** All of it, as a file. */
  @GetMapping("/{id}/report.csv")
  void export(@PathVariable String id, HttpServletResponse response) throws IOException {
    var run = runs.of(parse(id)).orElseThrow(BulkPages::unknown);
    Csv.describe(response, "bulk-%s.csv".formatted(id));
    response.getOutputStream().write(file(run).getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/{id}/stop")
  ModelAndView stop(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String reason,
      @AuthenticationPrincipal ConsoleUser user) {
    var bulk = parse(id);
    String why = TypedText.of(reason);
    if (!ForeignText.isKept(why, BulkStart.LONGEST_REASON)) {
      return done.tell(Said.UNEXPLAINED, bulk, user);
    }
    return switch (processes.stop(bulk, user.id(), why)) {
      case CallResult.NotFound<?> _ -> throw unknown();
      case CallResult.NotConfirmed<?> _, CallResult.Refused<?> _ ->
          done.tell(Said.UNCONFIRMED, bulk, user);
      case CallResult.Accepted<?> _, CallResult.AlreadyEnded<?> _ ->
          done.tell(Said.STOPS, bulk, user);
    };
  }

  private ModelAndView report(BulkRun run, int page) {
    // One more than shown tells whether there are others.
    var targets = runs.targets(run.id(), page * ON_A_PAGE, ON_A_PAGE + 1);
    return following(run.isOver(), run.id())
        .addObject("run", run)
        .addObject("targets", targets.stream().limit(ON_A_PAGE).toList())
        .addObject("page", page)
        .addObject("more", targets.size() > ON_A_PAGE);
  }

  /** No worker has begun it yet, or it was stopped before. */
  private ModelAndView waiting(BulkId bulk) {
    return switch (processes.find(bulk)) {
      case CallResult.NotFound<?> _ -> throw unknown();
      case CallResult.AlreadyEnded<?> _ -> following(true, bulk);
      case CallResult.Accepted<?> _, CallResult.NotConfirmed<?> _, CallResult.Refused<?> _ ->
          following(false, bulk);
    };
  }

  private static ModelAndView following(boolean over, BulkId bulk) {
    return new ModelAndView("support/bulk")
        .addObject("over", over)
        .addObject("longest", BulkStart.LONGEST_REASON)
        .addObject("refresh", over ? null : "5; url=" + ADDRESS + "/" + bulk + "?following=yes");
  }

  private String file(BulkRun run) {
    var lines = new StringBuilder(Csv.line("purchase", "outcome", "why", "asked"));
    for (Target target : runs.targets(run.id(), 0, BulkStart.MOST)) {
      lines.append(Csv.line(target.purchase(), target.outcome(), target.why(), target.askedAt()));
    }
    return lines.toString();
  }

  private static BulkId parse(String id) {
    return BulkId.parse(id).orElseThrow(BulkPages::unknown);
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
