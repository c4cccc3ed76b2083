package licensing.web.login;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import licensing.web.login.Accounts.Account;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginThrottle.LoginSubject;
import licensing.web.login.LoginThrottle.TooManyFailures;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Login by name and password. An unknown name takes as long as a wrong password. */
@Component
public class PasswordLogin implements AuthenticationProvider {

  /** BCrypt alone reads no further. */
  private static final int LONGEST_OF_BCRYPT = 72;

  private static final String BCRYPT_ALONE = "{bcrypt}";

  private final Accounts accounts;
  private final LoginThrottle throttle;
  private final PasswordEncoder passwords;
  private final Map<Integer, String> nobodysHashes = new ConcurrentHashMap<>();

  PasswordLogin(Accounts accounts, LoginThrottle throttle, PasswordEncoder passwords) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.passwords = passwords;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String password = String.valueOf(attempt.getCredentials());
    Account account = proved(attempt.getName(), password, address(attempt));
    return UsernamePasswordAuthenticationToken.authenticated(
        account.user(), null, LoginFactors.ofPassword(account));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  /**
   * Whether somebody who is logged in knows the password. Counted like a login.
   *
   * @param address that asks
   * @throws TooManyFailures when there were enough
   */
  public boolean isProved(ConsoleUser user, String password, String address) {
    try {
      proved(user.name(), password, address);
      return true;
    } catch (BadCredentialsException wrong) {
      return false;
    }
  }

  private Account proved(String name, String password, String address) {
    LoginSubject subject = LoginSubject.of(name, address);
    throttle.begin(subject);
    Account account = check(name, password);
    throttle.succeeded(subject);
    return account;
  }

  private Account check(String name, String password) {
    String nobodys = nobodysHash();
    Optional<Account> account = accounts.named(name);
    String hash = account.map(Account::passwordHash).orElse(nobodys);
    boolean cut = isCut(password, hash);
    boolean matches = passwords.matches(cut ? "" : password, hash);
    return account
        .filter(found -> matches && !cut)
        .orElseThrow(() -> new BadCredentialsException("name or password is wrong"));
  }

  private static boolean isCut(String password, String hash) {
    return !hash.startsWith("{bcrypt-")
        && password.getBytes(StandardCharsets.UTF_8).length > LONGEST_OF_BCRYPT;
  }

  /** As slow as the slowest of all passwords, else the time would tell which names are known. */
  String nobodysHash() {
    return nobodysHashes.computeIfAbsent(
        accounts.highestCost(),
        cost -> BCRYPT_ALONE + new BCryptPasswordEncoder(cost).encode("nobody's password"));
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details
        ? String.valueOf(details.getRemoteAddress())
        : "unknown";
  }
}
