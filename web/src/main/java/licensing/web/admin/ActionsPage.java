package licensing.web.admin;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What administrators did. */
@Controller
class ActionsPage {

  private static final int ON_A_PAGE = 50;
  private static final int LAST_PAGE = 10_000;

  private final AdminActions actions;

  ActionsPage(AdminActions actions) {
    this.actions = actions;
  }

  @GetMapping("/admin")
  String enter() {
    return "redirect:/admin/users";
  }

  @GetMapping("/admin/actions")
  ModelAndView show(@RequestParam(defaultValue = "0") int page) {
    int shown = Math.clamp(page, 0, LAST_PAGE);
    var found = actions.list(shown * ON_A_PAGE, ON_A_PAGE + 1);
    return new ModelAndView("admin/actions")
        .addObject("actions", found.stream().limit(ON_A_PAGE).toList())
        .addObject("page", shown)
        .addObject("more", found.size() > ON_A_PAGE);
  }
}
