package licensing.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import licensing.web.login.Accounts.Account;
import licensing.web.login.Accounts.ConsoleUser;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** How the user of a session proved to be who they are, and when: authorities of the session. */
public final class LoginFactors {

  public static final String PASSWORD = FactorGrantedAuthority.PASSWORD_AUTHORITY;

  /** A code of an authenticator application, or one for recovery. */
  public static final String SECOND = "FACTOR_TOTP";

  /** Instead of {@link #PASSWORD}, where somebody else has set it. */
  static final String INITIAL_PASSWORD = "INITIAL_PASSWORD";

  /** How long a proof counts as one of this moment. */
  public static final Duration FRESH = Duration.ofMinutes(10);

  private static final HttpSessionSecurityContextRepository SESSIONS =
      new HttpSessionSecurityContextRepository();

  private LoginFactors() {}

  static List<GrantedAuthority> ofPassword(Account account) {
    return List.of(
        new SimpleGrantedAuthority("ROLE_" + account.user().role()),
        account.passwordInitial()
            ? new SimpleGrantedAuthority(INITIAL_PASSWORD)
            : FactorGrantedAuthority.fromAuthority(PASSWORD));
  }

  public static boolean has(Authentication user, String authority) {
    return user.getAuthorities().stream().anyMatch(each -> authority.equals(each.getAuthority()));
  }

  /**
   * From now on the session, under a new id, has the factor as proved at this moment.
   *
   * @param user as they are by now: a session whose user differs would end. Where that is another
   *     one than before, a password was chosen, and is no initial one any more
   */
  public static void prove(
      String factor, ConsoleUser user, HttpServletRequest request, HttpServletResponse response) {
    Authentication before =
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    Authentication now =
        before.toBuilder()
            .principal(user)
            .authorities(
                all -> {
                  all.removeIf(each -> factor.equals(each.getAuthority()));
                  if (!user.equals(before.getPrincipal())) {
                    all.removeIf(each -> INITIAL_PASSWORD.equals(each.getAuthority()));
                  }
                  all.add(FactorGrantedAuthority.fromAuthority(factor));
                })
            .build();
    request.getSession();
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(now);
    SecurityContextHolder.setContext(context);
    SESSIONS.saveContext(context, request, response);
  }
}
