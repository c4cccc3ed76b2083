package licensing.web.support;

import licensing.purchase.SupportRequest;
import licensing.web.login.ConsoleUser;
import licensing.web.process.Answer;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.SupportAction;
import licensing.web.purchase.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Recheck now: the one thing that support staff may ask of a purchase. */
@Controller
class Recheck {

  private static final int LONGEST_REASON = 500;

  private final SupportPages pages;
  private final PurchaseStories stories;
  private final PurchaseProcesses processes;

  Recheck(SupportPages pages, PurchaseStories stories, PurchaseProcesses processes) {
    this.pages = pages;
    this.stories = stories;
    this.processes = processes;
  }

  @PostMapping("/support/purchases/{id}/recheck")
  ModelAndView recheck(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam long version,
      @AuthenticationPrincipal ConsoleUser user) {
    var supported = pages.find(id);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return refused(supported, "REASON_MISSING", reason, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    var request = new SupportRequest(user.name(), reason.strip(), version);
    var purchase = supported.purchase().subscription().purchase();
    return switch (processes.act(purchase, new SupportAction.RecheckNow(request))) {
      case Answer.Accepted<?> _ -> SeeOther.at("/support/purchases/" + id + "?rechecked=yes");
      case Answer.Refused<?>(var why, var _) ->
          refused(supported, why.name(), reason, HttpStatus.CONFLICT);
      case Answer.NotConfirmed<?> _ ->
          refused(supported, "NOT_CONFIRMED", reason, HttpStatus.SERVICE_UNAVAILABLE);
      case Answer.AlreadyEnded<?> _ -> refused(supported, "ENDED", reason, HttpStatus.CONFLICT);
      case Answer.NotFound<?> _ -> refused(supported, "NO_PROCESS", reason, HttpStatus.CONFLICT);
    };
  }

  private ModelAndView refused(
      SupportedPurchase supported, String why, String reason, HttpStatus status) {
    return stories.page(supported, status).addObject("refused", why).addObject("reason", reason);
  }
}
