package licensing.web.login;

import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.web.login.Accounts.ConsoleUser.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.stereotype.Component;

/** The users in PostgreSQL, as they are now: a session began with what they were at its login. */
@Component
public class Accounts {

  /** As in its table, and in that of sessions. */
  private static final int LONGEST_NAME = 100;

  /** Its expression is that of the index users_by_password_cost. */
  static final String HIGHEST_COST =
      """
      select coalesce(max(substring(password_hash from '[$]2[aby][$]([0-9]{2})[$]')), '04')
      from users
      """;

  /** The mark is of a hash that holds random bits: who reads a session cannot guess it. */
  private static final String ACCOUNTS =
      """
      select u.id, u.organization_id, o.name organization_name, u.name, u.role, u.password_hash, u.password_initial,
        coalesce(encode(sha256(convert_to(u.password_hash, 'UTF8')), 'hex'), '') password_mark
      from users u join organizations o on o.id = u.organization_id
      where u.disabled_at is null and o.closed_at is null
      """;

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * By login name, exactly as it is written. Who is disabled, or has no password here, is as
   * unknown as nobody.
   */
  Optional<Account> named(String name) {
    if (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return jdbc.sql(ACCOUNTS + "and u.password_hash is not null and u.name = ?")
        .param(name)
        .query(Accounts::account)
        .optional();
  }

  /** Of BCrypt, by two: how long the slowest of all passwords takes. */
  int highestCost() {
    return Integer.parseInt(jdbc.sql(HIGHEST_COST).query(String.class).single());
  }

  /** Empty once it is gone or disabled. */
  public Optional<ConsoleUser> of(UserId id) {
    return jdbc.sql(ACCOUNTS + "and u.id = ?")
        .param(id.value())
        .query(Accounts::account)
        .optional()
        .map(Account::user);
  }

  /** How many logins failed since the last one that did not; from now on none. */
  int forgetFailures(UserId id) {
    return jdbc.sql(
            """
            update users set failed_logins = 0 where id = ? and failed_logins > 0
            returning old.failed_logins""")
        .param(id.value())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /**
   * Every session ends that began with the password before.
   *
   * @param hash of the one that its owner chose
   * @return the user as they are from now on
   */
  public ConsoleUser choosePassword(UserId id, String hash) {
    jdbc.sql("update users set password_hash = ?, password_initial = false where id = ?")
        .params(hash, id.value())
        .update();
    return of(id).orElseThrow();
  }

  /** Where their mails go; empty where there is no such address. */
  public String mailAddress(UserId id) {
    return jdbc.sql("select coalesce(email, '') from users where id = ?")
        .param(id.value())
        .query(String.class)
        .single();
  }

  /**
   * @param address empty for none
   */
  public void keepMailAddress(UserId id, String address) {
    jdbc.sql("update users set email = nullif(?, '') where id = ?")
        .params(address, id.value())
        .update();
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        new ConsoleUser(
            new UserId(row.getObject("id", UUID.class)),
            new OrganizationId(row.getObject("organization_id", UUID.class)),
            row.getString("organization_name"),
            row.getString("name"),
            Role.valueOf(row.getString("role")),
            row.getString("password_mark")),
        row.getString("password_hash"),
        row.getBoolean("password_initial"));
  }

  /**
   * A user, and what a password is compared with.
   *
   * @param passwordInitial whether somebody else has set it
   */
  record Account(ConsoleUser user, String passwordHash, boolean passwordInitial) {
    @Override
    public String toString() {
      return "Account[" + user.id() + "]";
    }
  }

  /**
   * Who is logged in. Kept in the session, so it holds no secret.
   *
   * @param name login name
   * @param passwordMark differs once the password is changed, and tells nothing of it; empty for
   *     those who have none
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

    /** Whether something here can be proved with one: whom a provider signs in has none. */
    public boolean hasPassword() {
      return !passwordMark.isEmpty();
    }

    /** Whether more than the user's own purchases can be changed. */
    public boolean actsForOthers() {
      return role != Role.BUYER;
    }

    public boolean isAdmin() {
      return role == Role.ADMIN;
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
      SUPPORT,
      ADMIN
    }
  }
}
