package licensing.web.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.core.Authentication;

/** What a login must have proved before anything else of the console may be asked for. */
public enum RequiredFactors implements AuthorizationManager<Object> {
  /** A password that its owner chose. */
  CHOSEN_PASSWORD {
    @Override
    @Nullable String missing(Authentication user) {
      return LoginFactors.has(user, LoginFactors.INITIAL_PASSWORD) ? LoginFactors.PASSWORD : null;
    }
  };

  /** Where what is missing for a request can be proved; empty where something else is wrong. */
  public static Optional<String> pageToProve(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException refused
            && refused.getAuthorizationResult() instanceof FactorAuthorizationDecision factors
        ? factors.getFactorErrors().stream()
            .map(error -> PAGES.get(error.getRequiredFactor().getAuthority()))
            .findFirst()
        : Optional.empty();
  }

  /** The authority of a factor that the user lacks. */
  abstract @Nullable String missing(Authentication user);

  private static final Map<String, String> PAGES =
      Map.of(LoginFactors.PASSWORD, "/account/password");

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> user, Object request) {
    Authentication known = user.get();
    String missing = known == null ? null : missing(known);
    return new FactorAuthorizationDecision(
        missing == null
            ? List.of()
            : List.of(
                RequiredFactorError.createMissing(RequiredFactor.withAuthority(missing).build())));
  }
}
