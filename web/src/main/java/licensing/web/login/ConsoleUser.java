package licensing.web.login;

import java.io.Serializable;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is logged in. Kept in the session, so it holds no secret.
 *
 * @param name login name
 * @param passwordMark differs once the password is changed, and tells nothing of it
 */
public record ConsoleUser(
    UserId id,
    OrganizationId organization,
    String organizationName,
    String name,
    Role role,
    String passwordMark)
    implements AuthenticatedPrincipal, Serializable {

  public Buyer buyer() {
    return new Buyer(organization, id);
  }

  public boolean isSupport() {
    return role == Role.SUPPORT;
  }

  @Override
  public String getName() {
    return name;
  }

  /** What a user may do. The names are stored in rows. */
  public enum Role {
    BUYER,
    SUPPORT
  }
}
