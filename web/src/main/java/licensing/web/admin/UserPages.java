package licensing.web.admin;

import java.util.Arrays;
import java.util.List;
import licensing.web.ConsoleSettings;
import licensing.web.admin.AdminUsers.AdminUser;
import licensing.web.admin.AdminUsers.Outcome;
import licensing.web.admin.AdminUsers.UserAct;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Accounts.ConsoleUser.Role;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Users: their list, the page of each, and the invitation of another. */
@Controller
@RequestMapping("/admin/users")
class UserPages {

  private static final int ON_A_PAGE = 50;
  private static final int LAST_PAGE = 10_000;

  private final AdminUsers users;
  private final Organizations organizations;
  private final ConsoleSettings settings;

  UserPages(AdminUsers users, Organizations organizations, ConsoleSettings settings) {
    this.users = users;
    this.organizations = organizations;
    this.settings = settings;
  }

  @GetMapping
  ModelAndView list(
      @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page) {
    int shown = Math.clamp(page, 0, LAST_PAGE);
    String words = q.replace("\0", "").strip();
    // One more than shown tells whether there are others.
    var found = users.list(words, shown * ON_A_PAGE, ON_A_PAGE + 1);
    return new ModelAndView("admin/users")
        .addObject("users", found.stream().limit(ON_A_PAGE).toList())
        .addObject("q", words)
        .addObject("page", shown)
        .addObject("more", found.size() > ON_A_PAGE);
  }

  @GetMapping("/invite")
  ModelAndView invitation() {
    return invitation(new Invitation("", "", Role.BUYER.name(), ""), null, HttpStatus.OK);
  }

  @PostMapping("/invite")
  ModelAndView invite(@ModelAttribute Invitation form, @AuthenticationPrincipal ConsoleUser user) {
    var sent = form.complete();
    return switch (users.invite(
        user, sent.name(), sent.organization(), sent.role(), sent.reason())) {
      case Outcome.Linked(var token) -> link(sent.name(), token);
      case Outcome.Refused(var why) -> invitation(sent, why, HttpStatus.UNPROCESSABLE_CONTENT);
      case Outcome.Done _ -> throw new IllegalStateException("invited without a link");
    };
  }

  @GetMapping("/{id}")
  ModelAndView show(@PathVariable String id) {
    return page(find(id), null, null, "", HttpStatus.OK);
  }

  @PostMapping("/{id}")
  ModelAndView act(
      @PathVariable String id,
      @RequestParam String act,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal ConsoleUser user) {
    AdminUser shown = find(id);
    UserAct chosen =
        Arrays.stream(UserAct.values())
            .filter(each -> each.name().equals(act))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    return switch (users.act(user, chosen, shown, role, reason)) {
      case Outcome.Done _ -> SeeOther.at("/admin/users/" + shown.id().value() + "?done=" + chosen);
      case Outcome.Linked(var token) -> link(shown.name(), token);
      case Outcome.Refused(var why) ->
          page(find(id), why, chosen, reason, HttpStatus.UNPROCESSABLE_CONTENT);
    };
  }

  private AdminUser find(String id) {
    return users.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ModelAndView page(
      AdminUser user,
      @Nullable AdminProblem problem,
      @Nullable UserAct act,
      String reason,
      HttpStatus status) {
    return new ModelAndView("admin/user", status)
        .addObject("account", user)
        .addObject("acts", acts(user))
        .addObject("roles", Role.values())
        .addObject("problem", problem)
        .addObject("tried", act)
        .addObject("reason", reason)
        .addObject("longest", AdminActions.LONGEST_REASON);
  }

  /** What is possible; role and password of the provider's users are the provider's. */
  private static List<UserAct> acts(AdminUser user) {
    return Arrays.stream(UserAct.values())
        .filter(
            act ->
                switch (act) {
                  case DISABLE -> user.disabledAt() == null;
                  case ENABLE, ERASE -> user.disabledAt() != null && user.erasedAt() == null;
                  case CHANGE_ROLE, RESET -> user.issuer() == null && user.erasedAt() == null;
                  case END_SESSIONS -> user.sessions() > 0;
                })
        .toList();
  }

  private ModelAndView invitation(
      Invitation form, @Nullable AdminProblem problem, HttpStatus status) {
    return new ModelAndView("admin/invite", status)
        .addObject("form", form)
        .addObject("organizations", organizations.open())
        .addObject("roles", Role.values())
        .addObject("problem", problem)
        .addObject("longest", AdminActions.LONGEST_REASON);
  }

  /** Shown once: of the link only a hash is kept. */
  private ModelAndView link(String name, String token) {
    return new ModelAndView("admin/link")
        .addObject("name", name)
        .addObject("link", settings.baseUrl().resolve(LinkPage.ADDRESS + token).toString())
        .addObject("hours", AccountLinks.LASTS.toHours());
  }

  /** As it was sent. */
  record Invitation(
      @Nullable String name,
      @Nullable String organization,
      @Nullable String role,
      @Nullable String reason) {

    Invitation complete() {
      return new Invitation(text(name).strip(), text(organization), text(role), text(reason));
    }

    @Override
    public String name() {
      return text(name);
    }

    @Override
    public String organization() {
      return text(organization);
    }

    @Override
    public String role() {
      return text(role);
    }

    private static String text(@Nullable String sent) {
      return sent == null ? "" : sent;
    }
  }
}
