package licensing.web.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * What a login must have proved before anything else of the console may be asked for.
 *
 * @param second whether a second factor is required of those who act for others
 */
public record RequiredFactors(boolean second) {

  private static final Map<String, String> PAGES =
      Map.of(LoginFactors.SECOND, "/login/code", LoginFactors.PASSWORD, "/account/password");

  /** Where what is missing for a request can be proved; empty where something else is wrong. */
  public static Optional<String> pageToProve(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException refused
            && refused.getAuthorizationResult() instanceof FactorAuthorizationDecision factors
        ? factors.getFactorErrors().stream()
            .map(error -> PAGES.get(error.getRequiredFactor().getAuthority()))
            .findFirst()
        : Optional.empty();
  }

  /** A second factor, and a password that its owner chose. */
  public AuthorizationResult all(
      Supplier<? extends @Nullable Authentication> user, Object request) {
    AuthorizationResult second = second(user, request);
    return second.isGranted()
        ? decided(isInitial(user.get()) ? LoginFactors.PASSWORD : null)
        : second;
  }

  /** A second factor, before even the password may be changed. */
  public AuthorizationResult second(
      Supplier<? extends @Nullable Authentication> user, Object request) {
    Authentication known = user.get();
    boolean missing =
        known != null
            && known.getPrincipal() instanceof ConsoleUser principal
            && isSecondFor(principal)
            && !LoginFactors.has(known, LoginFactors.SECOND)
            // Whom a provider signed in, it asked for whatever is to be asked.
            && !LoginFactors.has(known, FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY);
    return decided(missing ? LoginFactors.SECOND : null);
  }

  public boolean isSecondFor(ConsoleUser user) {
    return second && user.actsForOthers();
  }

  private static boolean isInitial(@Nullable Authentication user) {
    return user != null && LoginFactors.has(user, LoginFactors.INITIAL_PASSWORD);
  }

  private static FactorAuthorizationDecision decided(@Nullable String missing) {
    return new FactorAuthorizationDecision(
        missing == null
            ? List.of()
            : List.of(
                RequiredFactorError.createMissing(RequiredFactor.withAuthority(missing).build())));
  }
}
