package licensing.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.web.admin.AdminActions.Kind;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Organizations, as administrators see and change them. */
@Component
class Organizations {

  static final int LONGEST_NAME = 200;

  private final JdbcClient jdbc;
  private final AdminActions actions;

  Organizations(JdbcClient jdbc, AdminActions actions) {
    this.jdbc = jdbc;
    this.actions = actions;
  }

  /** Whose users may be invited, by name. */
  List<Organization> open() {
    return list("where o.closed_at is null order by o.name, o.id limit 1000");
  }

  List<Organization> page(int offset, int most) {
    return list("order by o.name, o.id offset " + offset + " limit " + most);
  }

  private List<Organization> list(String clauses) {
    return jdbc.sql(
            """
            select o.*, (select count(*) from users u where u.organization_id = o.id) users
            from organizations o\s"""
                + clauses)
        .query(
            (row, number) ->
                new Organization(
                    new Columns(row).uuid("id"),
                    row.getString("name"),
                    row.getString("provider_name"),
                    new Columns(row).instantOrNull("closed_at"),
                    row.getBoolean("test"),
                    row.getInt("users")))
        .list();
  }

  /** Empty where it is done. */
  @Transactional
  public Optional<AdminProblem> create(
      ConsoleUser operator, String name, String providerName, @Nullable String typedReason) {
    var reason = AdminActions.reason(typedReason);
    if (reason.isEmpty()) {
      return Optional.of(AdminProblem.REASON_MISSING);
    }
    if (!isName(name) || !providerName.isEmpty() && !isName(providerName)) {
      return Optional.of(AdminProblem.NAME_WRONG);
    }
    if (!actions.isAdmin(operator.id())) {
      return Optional.of(AdminProblem.NOT_ADMIN);
    }
    UUID id = UUID.randomUUID();
    int added =
        jdbc.sql(
                """
                insert into organizations (id, name, provider_name)
                select :id, :name, nullif(:provider, '')
                where not exists (select from organizations where name = :name and closed_at is null)
                on conflict do nothing""")
            .param("id", id)
            .param("name", name)
            .param("provider", providerName)
            .update();
    if (added == 0) {
      return Optional.of(AdminProblem.NAME_TAKEN);
    }
    actions.add(
        operator.id(),
        Kind.CREATE_ORGANIZATION,
        name + " (" + id + ")",
        "",
        providerName,
        reason.get());
    return Optional.empty();
  }

  /** For good: its users are out with their next request, what it bought stays. */
  @Transactional
  public Optional<AdminProblem> close(
      ConsoleUser operator, String id, @Nullable String typedReason) {
    var reason = AdminActions.reason(typedReason);
    if (reason.isEmpty()) {
      return Optional.of(AdminProblem.REASON_MISSING);
    }
    if (operator.organization().value().toString().equals(id)) {
      return Optional.of(AdminProblem.ONESELF);
    }
    if (!actions.isAdmin(operator.id())) {
      return Optional.of(AdminProblem.NOT_ADMIN);
    }
    var closed =
        jdbc.sql(
                """
                update organizations set closed_at = now() where id::text = ? and closed_at is null
                returning name""")
            .param(id)
            .query(String.class)
            .optional();
    closed.ifPresent(
        name ->
            actions.add(
                operator.id(),
                Kind.CLOSE_ORGANIZATION,
                name + " (" + id + ")",
                "open",
                "closed",
                reason.get()));
    return closed.isPresent() ? Optional.empty() : Optional.of(AdminProblem.NOTHING_CHANGED);
  }

  /**
   * What it buys from now on is a test, or in earnest; what it bought stays what it was. Whoever
   * records an order holds the row, so that each is one or the other.
   */
  @Transactional
  public Optional<AdminProblem> mark(
      ConsoleUser operator, String id, boolean test, @Nullable String typedReason) {
    var reason = AdminActions.reason(typedReason);
    if (reason.isEmpty()) {
      return Optional.of(AdminProblem.REASON_MISSING);
    }
    if (!actions.isAdmin(operator.id())) {
      return Optional.of(AdminProblem.NOT_ADMIN);
    }
    var marked =
        jdbc.sql(
                """
                update organizations set test = :test
                where id::text = :id and test <> :test and closed_at is null returning name""")
            .param("test", test)
            .param("id", id)
            .query(String.class)
            .optional();
    marked.ifPresent(
        name ->
            actions.add(
                operator.id(),
                test ? Kind.MARK_TEST : Kind.UNMARK_TEST,
                name + " (" + id + ")",
                test ? "in earnest" : "test",
                test ? "test" : "in earnest",
                reason.get()));
    return marked.isPresent() ? Optional.empty() : Optional.of(AdminProblem.NOTHING_CHANGED);
  }

  private static boolean isName(String name) {
    return name.matches("[^\\p{C}\\p{Zl}\\p{Zp}]{1," + LONGEST_NAME + "}");
  }

  /** One of them. */
  record Organization(
      UUID id,
      String name,
      @Nullable String providerName,
      @Nullable Instant closedAt,
      boolean test,
      int users) {}
}
