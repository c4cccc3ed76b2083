package licensing.web.admin;

import java.util.List;
import licensing.web.ConsoleSettings;
import licensing.web.admin.AdminUsers.Outcome;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Makes an administrator, or leads one back in, by a command on the machine: whoever can run it has
 * the database anyway. Only a link is printed, with which a password is chosen.
 */
public final class AdministratorJob {

  private AdministratorJob() {}

  /**
   * @param given the name of the administrator
   * @return the exit code: 1 where it was refused, 2 where it could not be tried
   */
  public static int run(List<String> given) {
    if (given.size() != 1) {
      System.err.println("the name of the administrator must follow");
      return 2;
    }
    var application = new SpringApplication(Parts.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    try (var context = application.run("--logging.level.root=warn")) {
      var settings = context.getBean(ConsoleSettings.class);
      return switch (context.getBean(AdminUsers.class).administrator(given.getFirst())) {
        case Outcome.Linked(var token) -> {
          System.out.println(settings.baseUrl().resolve(LinkPage.ADDRESS + token));
          System.out.println("serves once, for " + AccountLinks.LASTS.toHours() + " hours");
          yield 0;
        }
        case Outcome.Refused(var why) -> {
          System.err.println("refused: " + why);
          yield 1;
        }
        case Outcome.Done _ -> throw new IllegalStateException("no link was made");
      };
    } catch (RuntimeException e) {
      System.err.println("the administrator was not made: " + e.getMessage());
      return 2;
    }
  }

  /** No pages, and no Temporal. */
  @EnableConfigurationProperties(ConsoleSettings.class)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @Import({AdminActions.class, AdminUsers.class, AccountLinks.class})
  static class Parts {}
}
