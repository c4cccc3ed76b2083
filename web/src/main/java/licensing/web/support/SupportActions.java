package licensing.web.support;

import licensing.purchase.PurchaseId;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.UserNames;
import licensing.temporal.CallResult;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.PurchaseProcesses;
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
  private final PurchaseProcesses processes;
  private final UserNames names;

  SupportActions(SupportPages pages, PurchaseProcesses processes, UserNames names) {
    this.pages = pages;
    this.processes = processes;
    this.names = names;
  }

  @PostMapping("/support/purchases/{id}/actions")
  ModelAndView act(
      @PathVariable String id,
      @ModelAttribute ActionForm form,
      @AuthenticationPrincipal ConsoleUser user) {
    var supported = pages.find(id);
    return form.error(supported.purchase())
        .map(why -> refused(supported, form, why, "", HttpStatus.UNPROCESSABLE_CONTENT))
        .orElseGet(() -> asked(supported, form, user));
  }

  private ModelAndView asked(SupportedPurchase supported, ActionForm form, ConsoleUser user) {
    var purchase = supported.purchase();
    var command = form.of(user, purchase);
    var answer = asked(purchase, command);
    var decision = command.decides();
    if (decision != null && needsSecondPerson(answer)) {
      var proposal = new SupportCommand.Propose(command.request(), decision);
      return shown(supported, form, asked(purchase, proposal));
    }
    return shown(supported, form, answer);
  }

  private static boolean needsSecondPerson(CallResult<?> answer) {
    return answer instanceof CallResult.Refused<?>(var why, var _)
        && why == Refusal.SECOND_PERSON_NEEDED;
  }

  private ModelAndView shown(SupportedPurchase supported, ActionForm form, CallResult<?> answer) {
    return switch (answer) {
      case CallResult.Accepted<?> _ ->
          SeeOther.at("/support/purchases/%s?done=%s".formatted(supported.id(), form.version()));
      case CallResult.Refused<?>(var why, var words) ->
          refused(asItIsNow(supported), form, why.name(), readable(words), HttpStatus.CONFLICT);
      case CallResult.NotConfirmed<?> _ ->
          refused(supported, form, "NOT_CONFIRMED", "", HttpStatus.SERVICE_UNAVAILABLE);
      case CallResult.AlreadyEnded<?> _ ->
          refused(asItIsNow(supported), form, "ENDED", "", HttpStatus.CONFLICT);
      case CallResult.NotFound<?> _ ->
          refused(supported, form, "NO_PROCESS", "", HttpStatus.CONFLICT);
    };
  }

  /** What was asked may be noted though it was refused, and whoever asks again has seen that. */
  private SupportedPurchase asItIsNow(SupportedPurchase before) {
    return pages.find(before.id());
  }

  private CallResult<PurchaseId> asked(PurchaseRecord purchase, SupportCommand command) {
    var subscription = purchase.subscription();
    boolean open = purchase.progress().isOpen();
    var refusal = open && command.action().isAfterTheEnd() ? against(purchase, command) : null;
    if (refusal != null) {
      return new CallResult.Refused<>(refusal, "");
    }
    return isForTheProcess(command, open)
        ? processes.support(subscription.purchase(), command)
        : processes.supportAfterTheEnd(
            subscription.purchase(), subscription.buyer().organization(), command);
  }

  private static @Nullable Refusal against(PurchaseRecord purchase, SupportCommand command) {
    return purchase.state().against(command.action());
  }

  /**
   * Whether the purchase's own process is asked, even after the end: it may still have things to
   * do, or else is known to have ended. The rest is for what follows late payment events.
   */
  private static boolean isForTheProcess(SupportCommand command, boolean open) {
    return command instanceof SupportCommand.Annotate ? open : !command.action().isAfterTheEnd();
  }

  private ModelAndView refused(
      SupportedPurchase supported, ActionForm form, String why, String words, HttpStatus status) {
    return pages
        .page(supported, status)
        .addObject("refused", why)
        .addObject("refusedWords", words)
        .addObject("wrong", form.wrong(why))
        .addObject("form", form);
  }

  /**
   * A refusal's words begin with its name, which the page says in its own language, and name people
   * by their ids.
   */
  private String readable(String words) {
    return names.in(words.substring(words.indexOf(": ") + 1).strip());
  }
}
