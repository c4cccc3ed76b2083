package licensing.web.home;

import licensing.web.login.ConsoleUser;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The feature that a migration license opens. */
@Controller
class MigrationPage {

  private final MigrationAccess migration;

  MigrationPage(MigrationAccess migration) {
    this.migration = migration;
  }

  @GetMapping("/migration")
  ModelAndView show(@AuthenticationPrincipal ConsoleUser user) {
    FeatureAccess access = migration.of(user.organization());
    return (access.isOpen()
            ? new ModelAndView("home/migration")
            : new ModelAndView("home/migration-locked", HttpStatus.FORBIDDEN))
        .addObject("migration", access);
  }
}
