package licensing.web.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.web.admin.AdminActions.Kind;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Accounts.ConsoleUser.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Users, as administrators see and change them. */
@Component
class AdminUsers {

  private static final int LONGEST_NAME = 100;
  private static final Pattern READABLE =
      Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}\\uFFFC\\uFFFD]{1," + LONGEST_NAME + "}");

  private static final String USERS =
      """
      select u.id, u.name, o.name organization_name, o.closed_at, u.role, u.disabled_at, u.erased_at, u.issuer, u.email,
        u.password_hash is not null has_password,
        exists (select from second_factors f where f.user_id = u.id) has_factor,
        (select max(expires_at) from account_links l
          where l.user_id = u.id and used_at is null and expires_at > now()) link_until,
        (select count(*) from spring_session s
          where s.principal_name = u.name and s.expiry_time > extract(epoch from now()) * 1000) sessions
      from users u join organizations o on o.id = u.organization_id
      """;

  private final JdbcClient jdbc;
  private final AdminActions actions;
  private final AccountLinks links;

  AdminUsers(JdbcClient jdbc, AdminActions actions, AccountLinks links) {
    this.jdbc = jdbc;
    this.actions = actions;
    this.links = links;
  }

  /**
   * By name, those whose name or organization has the words in it.
   *
   * @param most of them
   */
  List<AdminUser> list(String words, int offset, int most) {
    return jdbc.sql(
            USERS
                + """
                where position(lower(:words) in lower(u.name)) > 0
                  or position(lower(:words) in lower(o.name)) > 0
                order by u.name, u.id offset :offset limit :most""")
        .param("words", words)
        .param("offset", offset)
        .param("most", most)
        .query(AdminUsers::user)
        .list();
  }

  Optional<AdminUser> find(String id) {
    return jdbc.sql(USERS + "where u.id::text = ?").param(id).query(AdminUsers::user).optional();
  }

  /** A user who has only the link to choose a password by. */
  @Transactional
  public Outcome invite(
      ConsoleUser operator,
      String name,
      String organization,
      String role,
      @Nullable String typedReason) {
    var reason = AdminActions.reason(typedReason);
    if (reason.isEmpty()) {
      return new Outcome.Refused(AdminProblem.REASON_MISSING);
    }
    if (!READABLE.matcher(name).matches()) {
      return new Outcome.Refused(AdminProblem.NAME_WRONG);
    }
    var given = role(role);
    if (given.isEmpty()) {
      return new Outcome.Refused(AdminProblem.ROLE_UNKNOWN);
    }
    if (!actions.isAdmin(operator.id())) {
      return new Outcome.Refused(AdminProblem.NOT_ADMIN);
    }
    return invite(operator.id(), name, organization, given.get(), reason.get());
  }

  /**
   * @param operator null for a command on the machine
   */
  private Outcome invite(
      @Nullable UserId operator, String name, String organization, Role role, String reason) {
    var organizationName =
        jdbc.sql("select name from organizations where id::text = ? and closed_at is null")
            .param(organization)
            .query(String.class)
            .optional();
    if (organizationName.isEmpty()) {
      return new Outcome.Refused(AdminProblem.ORGANIZATION_UNKNOWN);
    }
    UserId id = new UserId(UUID.randomUUID());
    int added =
        jdbc.sql(
                """
                insert into users (id, organization_id, name, role)
                values (?, ?::uuid, ?, ?) on conflict do nothing""")
            .params(id.value(), organization, name, role.name())
            .update();
    if (added == 0) {
      return new Outcome.Refused(AdminProblem.NAME_TAKEN);
    }
    actions.add(
        operator, Kind.INVITE, id.toString(), "", role + ", " + organizationName.get(), reason);
    return new Outcome.Linked(links.make(id));
  }

  /** By a command on the machine: the first administrator, or one whom nobody else can help. */
  @Transactional
  public Outcome administrator(String name) {
    var known = jdbc.sql(USERS + "where u.name = ?").param(name).query(AdminUsers::user).optional();
    if (known.isPresent()) {
      return known.get().role() == Role.ADMIN && known.get().issuer() == null
          ? reset(null, known.get(), "by command")
          : new Outcome.Refused(AdminProblem.NAME_TAKEN);
    }
    if (!READABLE.matcher(name).matches()) {
      return new Outcome.Refused(AdminProblem.NAME_WRONG);
    }
    return invite(null, name, operatorsOrganization(), Role.ADMIN, "by command");
  }

  private String operatorsOrganization() {
    return jdbc.sql(
            "select id::text from organizations where name = 'Operator' and closed_at is null"
                + " order by id limit 1")
        .query(String.class)
        .optional()
        .orElseGet(
            () -> {
              String id = UUID.randomUUID().toString();
              jdbc.sql("insert into organizations (id, name) values (?::uuid, 'Operator')")
                  .param(id)
                  .update();
              return id;
            });
  }

  /**
   * Of one user.
   *
   * @param shown as the page showed the user that was acted from
   */
  @Transactional
  public Outcome act(
      ConsoleUser operator,
      UserAct act,
      AdminUser shown,
      String role,
      @Nullable String typedReason) {
    var reason = AdminActions.reason(typedReason);
    if (reason.isEmpty()) {
      return new Outcome.Refused(AdminProblem.REASON_MISSING);
    }
    if (operator.id().equals(shown.id())) {
      return new Outcome.Refused(AdminProblem.ONESELF);
    }
    if (!actions.isAdmin(operator.id())) {
      return new Outcome.Refused(AdminProblem.NOT_ADMIN);
    }
    if (shown.erasedAt() != null) {
      return new Outcome.Refused(AdminProblem.NOTHING_CHANGED);
    }
    return switch (act) {
      case DISABLE, ENABLE -> disabled(operator, act == UserAct.DISABLE, shown, reason.get());
      case CHANGE_ROLE -> roleChanged(operator, shown, role, reason.get());
      case END_SESSIONS -> {
        int ended = endSessions(shown);
        actions.add(
            operator.id(),
            Kind.END_SESSIONS,
            shown.subject(),
            Integer.toString(ended),
            "0",
            reason.get());
        yield new Outcome.Done();
      }
      case RESET ->
          shown.issuer() == null
              ? reset(operator.id(), shown, reason.get())
              : new Outcome.Refused(AdminProblem.OF_PROVIDER);
      case ERASE -> erased(operator, shown, reason.get());
    };
  }

  private Outcome disabled(ConsoleUser operator, boolean disable, AdminUser user, String reason) {
    int changed =
        jdbc.sql(
                disable
                    ? "update users set disabled_at = now() where id = ? and disabled_at is null"
                    : "update users set disabled_at = null"
                        + " where id = ? and disabled_at is not null and erased_at is null")
            .param(user.id().value())
            .update();
    if (changed == 0) {
      return new Outcome.Refused(AdminProblem.NOTHING_CHANGED);
    }
    if (disable) {
      endSessions(user);
      jdbc.sql("delete from account_links where user_id = ? and used_at is null")
          .param(user.id().value())
          .update();
    }
    actions.add(
        operator.id(),
        disable ? Kind.DISABLE : Kind.ENABLE,
        user.subject(),
        disable ? "enabled" : "disabled",
        disable ? "disabled" : "enabled",
        reason);
    return new Outcome.Done();
  }

  /** Of somebody who is disabled: what cannot be taken back takes two steps. */
  private Outcome erased(ConsoleUser operator, AdminUser user, String reason) {
    boolean erased =
        jdbc.sql("select erase_user(?)").param(user.id().value()).query(Boolean.class).single();
    if (!erased) {
      return new Outcome.Refused(AdminProblem.NOTHING_CHANGED);
    }
    actions.add(operator.id(), Kind.ERASE, user.subject(), "disabled", "erased", reason);
    return new Outcome.Done();
  }

  private Outcome roleChanged(ConsoleUser operator, AdminUser user, String role, String reason) {
    var given = role(role);
    if (given.isEmpty()) {
      return new Outcome.Refused(AdminProblem.ROLE_UNKNOWN);
    }
    if (user.issuer() != null) {
      return new Outcome.Refused(AdminProblem.OF_PROVIDER);
    }
    int changed =
        jdbc.sql("update users set role = ? where id = ? and role = ? and role <> ?")
            .params(given.get().name(), user.id().value(), user.role().name(), given.get().name())
            .update();
    if (changed == 0) {
      return new Outcome.Refused(AdminProblem.NOTHING_CHANGED);
    }
    endSessions(user);
    actions.add(
        operator.id(),
        Kind.CHANGE_ROLE,
        user.subject(),
        user.role().name(),
        given.get().name(),
        reason);
    return new Outcome.Done();
  }

  /** What was known of the user proves nothing any more; the link leads to a new password. */
  private Outcome reset(@Nullable UserId operator, AdminUser user, String reason) {
    jdbc.sql("delete from second_factors where user_id = ?").param(user.id().value()).update();
    jdbc.sql("update users set password_hash = null, failed_logins = 0 where id = ?")
        .param(user.id().value())
        .update();
    endSessions(user);
    actions.add(
        operator,
        Kind.RESET,
        user.subject(),
        (user.hasPassword() ? "password" : "no password")
            + (user.hasFactor() ? ", second factor" : ""),
        "link",
        reason);
    return new Outcome.Linked(links.make(user.id()));
  }

  private int endSessions(AdminUser user) {
    return jdbc.sql("delete from spring_session where principal_name = ?")
        .param(user.name())
        .update();
  }

  private static Optional<Role> role(String name) {
    return Arrays.stream(Role.values()).filter(role -> role.name().equals(name)).findFirst();
  }

  private static AdminUser user(ResultSet row, int number) throws SQLException {
    Columns columns = new Columns(row);
    return new AdminUser(
        new UserId(columns.uuid("id")),
        columns.text("name"),
        columns.text("organization_name"),
        columns.instantOrNull("closed_at") != null,
        Role.valueOf(columns.text("role")),
        columns.instantOrNull("disabled_at"),
        columns.instantOrNull("erased_at"),
        row.getString("issuer"),
        row.getString("email"),
        row.getBoolean("has_password"),
        row.getBoolean("has_factor"),
        columns.instantOrNull("link_until"),
        row.getInt("sessions"));
  }

  /** What can be done to a user. The names are keys of messages. */
  enum UserAct {
    DISABLE,
    ENABLE,
    CHANGE_ROLE,
    END_SESSIONS,
    RESET,
    ERASE
  }

  /** What came of it. */
  sealed interface Outcome {

    record Done() implements Outcome {}

    /**
     * @param token of the link, which nobody can be told again
     */
    record Linked(String token) implements Outcome {
      @Override
      public String toString() {
        return "Linked";
      }
    }

    record Refused(AdminProblem why) implements Outcome {}
  }

  /**
   * One of them.
   *
   * @param erasedAt since when nothing is known of them but the id; null while they are somebody
   * @param issuer of the provider that signs the user in; null for a name and password
   * @param linkUntil how long the latest link serves; null where none does
   */
  record AdminUser(
      UserId id,
      String name,
      String organizationName,
      boolean organizationClosed,
      Role role,
      @Nullable Instant disabledAt,
      @Nullable Instant erasedAt,
      @Nullable String issuer,
      @Nullable String email,
      boolean hasPassword,
      boolean hasFactor,
      @Nullable Instant linkUntil,
      int sessions) {

    /** The id alone: what is only added must not name people, who may ask to be erased. */
    String subject() {
      return id.toString();
    }

    /** Key of a message. */
    public String state() {
      if (erasedAt != null) {
        return "ERASED";
      }
      if (disabledAt != null) {
        return "DISABLED";
      }
      if (organizationClosed) {
        return "CLOSED";
      }
      return issuer == null && !hasPassword ? "INVITED" : "ACTIVE";
    }
  }
}
