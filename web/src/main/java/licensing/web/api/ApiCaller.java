package licensing.web.api;

import java.util.Set;
import java.util.UUID;
import licensing.web.login.Accounts.ConsoleUser;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A program that asks with a key.
 *
 * @param user who made the key, and in whose name it asks, as they are now
 * @param secret the id of that of the key's secrets which was sent
 */
public record ApiCaller(ConsoleUser user, UUID key, String secret, Set<Scope> scopes)
    implements AuthenticatedPrincipal {

  @Override
  public String getName() {
    return "key " + key;
  }
}
