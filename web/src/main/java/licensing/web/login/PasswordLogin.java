package licensing.web.login;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import licensing.web.login.Accounts.Account;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginThrottle.LoginSubject;
import licensing.web.login.LoginThrottle.TooManyFailures;
import licensing.web.security.KnownDevices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger log = LoggerFactory.getLogger(PasswordLogin.class);

  private final Accounts accounts;
  private final LoginThrottle throttle;
  private final PasswordEncoder passwords;
  private final KnownDevices devices;
  private final Map<Integer, String> nobodysHashes = new ConcurrentHashMap<>();

  PasswordLogin(
      Accounts accounts, LoginThrottle throttle, PasswordEncoder passwords, KnownDevices devices) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.passwords = passwords;
    this.devices = devices;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String password = String.valueOf(attempt.getCredentials());
    Account account = proved(subject(attempt), attempt.getName(), password);
    var login =
        UsernamePasswordAuthenticationToken.authenticated(
            account.user(), null, LoginFactors.ofPassword(account));
    int failed = accounts.forgetFailures(account.user().id());
    if (attempt.getDetails() instanceof LoginDetails details) {
      login.setDetails(details.after(failed));
    }
    return login;
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
      proved(LoginSubject.of(user.name(), address), user.name(), password);
      return true;
    } catch (BadCredentialsException wrong) {
      return false;
    }
  }

  private LoginSubject subject(Authentication attempt) {
    String name = attempt.getName();
    String cookie = attempt.getDetails() instanceof LoginDetails from ? from.device() : "";
    return devices
        .of(name, cookie)
        .map(device -> LoginSubject.onDevice(device, name))
        .orElseGet(() -> LoginSubject.of(name, address(attempt)));
  }

  private Account proved(LoginSubject subject, String name, String password) {
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
    if (account.isPresent() && matches && !cut) {
      return account.get();
    }
    // Not the name: it may be a mistyped password.
    log.warn(
        "wrong password of {}",
        account.map(found -> "user " + found.user().id()).orElse("nobody known"));
    throw new BadCredentialsException("name or password is wrong");
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
