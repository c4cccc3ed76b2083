package licensing.web.oidc;

import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.terms.Sha256;
import licensing.web.login.Accounts.ConsoleUser.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of those whom the provider signs in: identity by issuer and subject alone. */
@Component
class ProviderUsers {

  /** As its column has room, with space for what keeps it apart from another. */
  private static final int LONGEST_NAME = 90;

  private final JdbcClient jdbc;

  ProviderUsers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whose name or id the provider gave; closed ones are unknown. */
  Optional<OrganizationId> organization(String given) {
    return jdbc.sql(
            """
            select id from organizations
            where closed_at is null and (provider_name = :given or id::text = :given)""")
        .param("given", given)
        .query(UUID.class)
        .optional()
        .map(OrganizationId::new);
  }

  /**
   * Role, organization and mail address are those of the latest sign-in; the name stays as it was
   * at the first, since records name people by it.
   *
   * @param email null where the provider vouches for none
   */
  @Transactional
  public UserId signedIn(
      Identity identity,
      String name,
      OrganizationId organization,
      Role role,
      @Nullable String email) {
    String readable = cut(name);
    String shown = readable.isEmpty() ? identity.mark() : readable;
    Supplier<Optional<UserId>> known = () -> updated(identity, organization, role, email);
    return known
        .get()
        .or(() -> added(identity, shown, organization, role, email))
        // The name is somebody else's.
        .or(() -> added(identity, shown + "~" + identity.mark(), organization, role, email))
        // Two first sign-ins at once.
        .or(known)
        .orElseThrow();
  }

  private Optional<UserId> updated(
      Identity identity, OrganizationId organization, Role role, @Nullable String email) {
    return jdbc.sql(
            """
            update users set organization_id = :organization, role = :role, email = :email
            where issuer = :issuer and subject = :subject returning id""")
        .param("organization", organization.value())
        .param("role", role.name())
        .param("email", email, Types.VARCHAR)
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query(UUID.class)
        .optional()
        .map(UserId::new);
  }

  private Optional<UserId> added(
      Identity identity,
      String name,
      OrganizationId organization,
      Role role,
      @Nullable String email) {
    return jdbc.sql(
            """
            insert into users (id, organization_id, name, role, issuer, subject, email)
            values (:id, :organization, :name, :role, :issuer, :subject, :email)
            on conflict do nothing returning id""")
        .param("id", UUID.randomUUID())
        .param("organization", organization.value())
        .param("name", name)
        .param("role", role.name())
        .param("email", email, Types.VARCHAR)
        .param("issuer", identity.issuer())
        .param("subject", identity.subject())
        .query(UUID.class)
        .optional()
        .map(UserId::new);
  }

  /** Only what can be read, as names are. */
  private static String cut(String name) {
    String plain = name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\\uFFFC\\uFFFD]", "").strip();
    return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
  }

  /** Who somebody is at the provider, for good. */
  record Identity(String issuer, String subject) {

    /** Eight digits that keep two of one name apart. */
    String mark() {
      return Sha256.of(issuer + "\n" + subject).substring(0, 8);
    }
  }
}
