package licensing.web.billing;

import java.util.Map;
import licensing.web.billing.BillingForm.Field;
import licensing.web.billing.BillingForm.Problem;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Settings, Billing Details: what stands on the organization's next invoices. */
@Controller
class BillingPage {

  private static final String ADDRESS = "/licenses/billing";
  private static final Logger log = LoggerFactory.getLogger(BillingPage.class);

  private final BillingDetails details;

  BillingPage(BillingDetails details) {
    this.details = details;
  }

  /** Not there where no invoices are written. */
  @GetMapping(ADDRESS)
  ModelAndView show(@AuthenticationPrincipal ConsoleUser user) {
    if (!details.isOffered()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return page(details.of(user.organization()), Map.of(), HttpStatus.OK);
  }

  @PostMapping(ADDRESS)
  ModelAndView change(@ModelAttribute BillingForm form, @AuthenticationPrincipal ConsoleUser user) {
    var problems = form.problems();
    if (!problems.isEmpty()) {
      return page(form, problems, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    details.remember(user.organization(), form);
    log.info("user {} changed billing details", user.id());
    return SeeOther.at(ADDRESS + "?done=billing");
  }

  private static ModelAndView page(
      BillingForm form, Map<Field, Problem> problems, HttpStatus status) {
    return new ModelAndView("billing/billing", status)
        .addObject("billing", form)
        .addObject("wrong", problems);
  }
}
