package licensing.web.support;

import licensing.purchase.PurchaseId;
import licensing.purchase.message.Refusal;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.login.ConsoleUser;
import licensing.web.process.Answer;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.SupportAction;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** What support staff ask of a purchase. */
@Controller
class SupportActions {

  private final SupportPages pages;
  private final PurchaseStories stories;
  private final PurchaseProcesses processes;

  SupportActions(SupportPages pages, PurchaseStories stories, PurchaseProcesses processes) {
    this.pages = pages;
    this.stories = stories;
    this.processes = processes;
  }

  @PostMapping("/support/purchases/{id}/actions")
  ModelAndView act(
      @PathVariable String id,
      @ModelAttribute ActionForm form,
      @AuthenticationPrincipal ConsoleUser user) {
    var supported = pages.find(id);
    return form.fault()
        .map(why -> refused(supported, form, why, "", HttpStatus.UNPROCESSABLE_CONTENT))
        .orElseGet(() -> asked(supported, form, user));
  }

  private ModelAndView asked(SupportedPurchase supported, ActionForm form, ConsoleUser user) {
    var purchase = supported.purchase();
    var action = form.of(user.name(), purchase);
    var answer = asked(purchase, action);
    return action
        .proposed()
        .filter(proposal -> needsSecondPerson(answer))
        .map(proposal -> shown(supported, form, "PROPOSED", asked(purchase, proposal)))
        .orElseGet(() -> shown(supported, form, form.action(), answer));
  }

  private static boolean needsSecondPerson(Answer<?> answer) {
    return answer instanceof Answer.Refused<?>(var why, var _)
        && why == Refusal.SECOND_PERSON_NEEDED;
  }

  private ModelAndView shown(
      SupportedPurchase supported, ActionForm form, @Nullable String done, Answer<?> answer) {
    return switch (answer) {
      case Answer.Accepted<?> _ ->
          SeeOther.at("/support/purchases/%s?done=%s".formatted(supported.id(), done));
      case Answer.Refused<?>(var why, var words) ->
          refused(supported, form, why.name(), withoutName(words), HttpStatus.CONFLICT);
      case Answer.NotConfirmed<?> _ ->
          refused(supported, form, "NOT_CONFIRMED", "", HttpStatus.SERVICE_UNAVAILABLE);
      case Answer.AlreadyEnded<?> _ -> refused(supported, form, "ENDED", "", HttpStatus.CONFLICT);
      case Answer.NotFound<?> _ -> refused(supported, form, "NO_PROCESS", "", HttpStatus.CONFLICT);
    };
  }

  private Answer<PurchaseId> asked(PurchaseRecord purchase, SupportAction action) {
    var subscription = purchase.subscription();
    boolean open = purchase.progress().isOpen();
    if (open && action instanceof SupportAction.MarkAsSettled) {
      return new Answer.Refused<>(Refusal.NOTHING_TO_SETTLE, "");
    }
    return action.isForTheProcess(open)
        ? processes.act(subscription.purchase(), action)
        : processes.actAfterTheEnd(
            subscription.purchase(), subscription.buyer().organization(), action);
  }

  private ModelAndView refused(
      SupportedPurchase supported, ActionForm form, String why, String words, HttpStatus status) {
    return stories
        .page(supported, status)
        .addObject("refused", why)
        .addObject("refusedWords", words)
        .addObject("form", form);
  }

  /** A refusal's words begin with its name, which the page says in its own language. */
  private static String withoutName(String words) {
    return words.substring(words.indexOf(": ") + 1).strip();
  }
}
