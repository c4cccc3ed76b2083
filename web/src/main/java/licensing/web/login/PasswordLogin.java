package licensing.web.login;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import licensing.web.login.Accounts.Account;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginThrottle.LoginSubject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Login by name and password. An unknown name takes as long as a wrong password. */
@Component
class PasswordLogin implements AuthenticationProvider {

  /** BCrypt reads no further: what is longer is no password of ours. */
  private static final int LONGEST_PASSWORD_BYTES = 72;

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
    String name = attempt.getName();
    String password = String.valueOf(attempt.getCredentials());
    LoginSubject subject = LoginSubject.of(name, address(attempt));
    throttle.begin(subject);
    ConsoleUser user = check(name, password);
    throttle.succeeded(subject);
    return UsernamePasswordAuthenticationToken.authenticated(
        user, null, List.of(new SimpleGrantedAuthority("ROLE_" + user.role())));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private ConsoleUser check(String name, String password) {
    String nobodys = nobodysHash();
    Optional<Account> account = accounts.named(name);
    String hash = account.map(Account::passwordHash).orElse(nobodys);
    boolean tooLong = password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES;
    boolean matches = passwords.matches(tooLong ? "" : password, hash);
    return account
        .filter(found -> matches && !tooLong)
        .map(Account::user)
        .orElseThrow(() -> new BadCredentialsException("name or password is wrong"));
  }

  /** As slow as the slowest of all passwords, else the time would tell which names are known. */
  String nobodysHash() {
    return nobodysHashes.computeIfAbsent(
        accounts.highestCost(),
        cost -> "{bcrypt}" + new BCryptPasswordEncoder(cost).encode("nobody's password"));
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details
        ? String.valueOf(details.getRemoteAddress())
        : "unknown";
  }

  /** How passwords are hashed: BCrypt, named in each hash so that it can be followed by another. */
  @Configuration(proxyBeanMethods = false)
  static class Passwords {

    @Bean
    PasswordEncoder passwordEncoder() {
      var encoder =
          (DelegatingPasswordEncoder) PasswordEncoderFactories.createDelegatingPasswordEncoder();
      // A hash that was written by hand without its name: to be refused, or read, like any other.
      encoder.setDefaultPasswordEncoderForMatches(new BCryptPasswordEncoder());
      return encoder;
    }
  }
}
