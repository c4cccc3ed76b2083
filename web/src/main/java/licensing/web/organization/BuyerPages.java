package licensing.web.organization;

import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.organization.Buyers.Problem;
import licensing.web.organization.Buyers.Right;
import licensing.web.organization.Buyers.Sent;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Settings, Who may buy: everybody of the organization sees it, its owners change it; and support
 * changes it for any organization, its first owner above all.
 */
@Controller
class BuyerPages {

  static final String OWN = "/organization/buyers";
  static final String OF_ANY = "/support/organizations/{id}/buyers";

  private static final Logger log = LoggerFactory.getLogger(BuyerPages.class);

  private final Buyers buyers;

  BuyerPages(Buyers buyers) {
    this.buyers = buyers;
  }

  @GetMapping(OWN)
  ModelAndView show(@AuthenticationPrincipal ConsoleUser user) {
    return page(user, false, user.organization(), null, null);
  }

  @PostMapping(OWN)
  ModelAndView change(
      @RequestParam(defaultValue = "") String user,
      @RequestParam Right right,
      @RequestParam(defaultValue = "") String amount,
      @RequestParam(defaultValue = "") String currency,
      @RequestParam(defaultValue = "false") boolean owner,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal ConsoleUser operator) {
    return changed(
        operator,
        false,
        operator.organization(),
        new Sent(user, right, amount, currency, owner, reason));
  }

  @GetMapping(OF_ANY)
  ModelAndView showAny(@PathVariable UUID id, @AuthenticationPrincipal ConsoleUser operator) {
    return page(operator, true, new OrganizationId(id), null, null);
  }

  @PostMapping(OF_ANY)
  ModelAndView changeAny(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String user,
      @RequestParam Right right,
      @RequestParam(defaultValue = "") String amount,
      @RequestParam(defaultValue = "") String currency,
      @RequestParam(defaultValue = "false") boolean owner,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal ConsoleUser operator) {
    return changed(
        operator,
        true,
        new OrganizationId(id),
        new Sent(user, right, amount, currency, owner, reason));
  }

  private ModelAndView changed(
      ConsoleUser operator, boolean ofSupport, OrganizationId organization, Sent sent) {
    requireThere(organization);
    Optional<Problem> problem = buyers.change(operator, ofSupport, organization, sent);
    if (problem.isPresent()) {
      return page(operator, ofSupport, organization, sent, problem.get());
    }
    log.info("user {} changed who may buy for organization {}", operator.id(), organization);
    return SeeOther.at(address(ofSupport, organization) + "?done=changed");
  }

  /** By name, unless it is closed. */
  private String requireThere(OrganizationId organization) {
    return buyers
        .name(organization)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private ModelAndView page(
      ConsoleUser operator,
      boolean ofSupport,
      OrganizationId organization,
      @Nullable Sent sent,
      @Nullable Problem problem) {
    String name = requireThere(organization);
    return new ModelAndView(
            "organization/buyers",
            problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
        .addObject("name", name)
        .addObject("address", address(ofSupport, organization))
        .addObject("ofSupport", ofSupport)
        .addObject("back", ofSupport ? "/support/organizations/" + organization : null)
        .addObject("changing", ofSupport || buyers.isOwner(operator))
        .addObject("members", buyers.of(organization))
        .addObject("changes", buyers.changes(organization))
        .addObject("currencies", buyers.currencies())
        .addObject("rights", Right.values())
        .addObject("sent", sent)
        .addObject("problem", problem)
        .addObject("longest", Buyers.LONGEST_REASON);
  }

  private static String address(boolean ofSupport, OrganizationId organization) {
    return ofSupport ? "/support/organizations/" + organization + "/buyers" : OWN;
  }
}
