package licensing.web.admin;

import java.util.Optional;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Organizations: their list, another one, the end of one, and which are for tests. */
@Controller
@RequestMapping(OrganizationPage.ADDRESS)
class OrganizationPage {

  static final String ADDRESS = "/admin/organizations";

  private static final int ON_A_PAGE = 50;
  private static final int LAST_PAGE = 10_000;

  private final Organizations organizations;

  OrganizationPage(Organizations organizations) {
    this.organizations = organizations;
  }

  @GetMapping
  ModelAndView show(@RequestParam(defaultValue = "0") int page) {
    return page(page, new Sent("", "", "", "", ""), null, HttpStatus.OK);
  }

  /**
   * @param id of the one to be changed; empty where another is to be made
   * @param act MARK_TEST or UNMARK_TEST; anything else closes it
   */
  @PostMapping
  ModelAndView act(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String providerName,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "0") int page,
      @AuthenticationPrincipal ConsoleUser user) {
    Optional<AdminProblem> problem =
        id.isEmpty()
            ? organizations.create(user, name.strip(), providerName.strip(), reason)
            : act.equals("MARK_TEST") || act.equals("UNMARK_TEST")
                ? organizations.mark(user, id, act.equals("MARK_TEST"), reason)
                : organizations.close(user, id, reason);
    return problem
        .map(
            why ->
                page(
                    page,
                    new Sent(id, name, providerName, act, reason),
                    why,
                    HttpStatus.UNPROCESSABLE_CONTENT))
        .orElseGet(() -> SeeOther.at(ADDRESS + "?done=" + (id.isEmpty() ? "created" : "closed")));
  }

  private ModelAndView page(
      int page, Sent sent, @Nullable AdminProblem problem, HttpStatus status) {
    int shown = Math.clamp(page, 0, LAST_PAGE);
    var found = organizations.page(shown * ON_A_PAGE, ON_A_PAGE + 1);
    return new ModelAndView("admin/organizations", status)
        .addObject("organizations", found.stream().limit(ON_A_PAGE).toList())
        .addObject("page", shown)
        .addObject("more", found.size() > ON_A_PAGE)
        .addObject("sent", sent)
        .addObject("problem", problem)
        .addObject("longestName", Organizations.LONGEST_NAME)
        .addObject("longest", AdminActions.LONGEST_REASON);
  }

  /** What was filled in. */
  record Sent(String id, String name, String providerName, String act, String reason) {}
}
