package licensing.local;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** People to try the console with. Made nowhere but on a machine that only its user reaches. */
public record DemoUsers(DataSource database) {

  /**
   * One of them.
   *
   * @param name what is typed at the login
   * @param organization whose licenses are seen
   * @param role as the users table knows it
   * @param email where their mails go; null for nowhere
   */
  public record DemoUser(
      String name, String password, String organization, String role, @Nullable String email) {

    /** Without a mail address. */
    public DemoUser(String name, String password, String organization, String role) {
      this(name, password, organization, role, null);
    }

    /** The password is the name. Mails go to an address that nobody can have. */
    DemoUser(String name, String organization, String role) {
      this(name, name, organization, role, name + "@demo.example");
    }
  }

  static final List<DemoUser> ALL =
      List.of(
          new DemoUser("buyer", "Example", "BUYER"),
          new DemoUser("support", "Example", "SUPPORT"),
          new DemoUser("colleague", "Example", "SUPPORT"),
          new DemoUser("admin", "Operator", "ADMIN"),
          new DemoUser("other", "Other", "BUYER"));

  /** What stands until somebody says otherwise: buyer says that colleague may order so much. */
  private static final List<String> RIGHTS =
      List.of(
          """
          insert into organization_owners (organization_id, user_id)
          select organization_id, id from users where id = ? and not exists (
            select from buying_right_events event
            where event.organization_id = users.organization_id)
          on conflict do nothing
          """,
          """
          insert into buying_rights (organization_id, user_id, may_buy, cap, currency)
          select organization_id, id, true, 100.00, 'USD' from users where id = ? and not exists (
            select from buying_right_events event
            where event.organization_id = users.organization_id)
          on conflict do nothing
          """);

  /** Adds those who are missing. */
  void add() {
    add(ALL);
    List<String> people = List.of("buyer", "colleague");
    try (Connection connection = database.getConnection()) {
      for (int i = 0; i < people.size(); i++) {
        try (var insert = connection.prepareStatement(RIGHTS.get(i))) {
          insert.setObject(1, id("user", people.get(i)));
          insert.executeUpdate();
        }
      }
    } catch (SQLException e) {
      throw new LaunchFailure("The demo users cannot be limited: " + e.getMessage(), e);
    }
  }

  /** Adds those of them who are missing. */
  public void add(List<DemoUser> users) {
    try (Connection connection = database.getConnection()) {
      for (DemoUser user : users) {
        addOrganization(connection, user.organization());
        if (isMissing(connection, user)) {
          addUser(connection, user);
        }
      }
    } catch (SQLException e) {
      throw new LaunchFailure("The demo users cannot be made: " + e.getMessage(), e);
    }
  }

  private static void addOrganization(Connection connection, String name) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into organizations (id, name) values (?, ?) on conflict do nothing")) {
      insert.setObject(1, id("organization", name));
      insert.setString(2, name);
      insert.executeUpdate();
    }
  }

  private static boolean isMissing(Connection connection, DemoUser user) throws SQLException {
    try (var query = connection.prepareStatement("select from users where name = ?")) {
      query.setString(1, user.name());
      return !query.executeQuery().next();
    }
  }

  private static void addUser(Connection connection, DemoUser user) throws SQLException {
    // So also into the schema of an earlier build, which knows no mail addresses.
    String email = user.email();
    try (var insert =
        connection.prepareStatement(
            "insert into users (id, organization_id, name, password_hash, role%s) values (?, ?, ?, ?, ?%s) on conflict do nothing"
                .formatted(email == null ? "" : ", email", email == null ? "" : ", ?"))) {
      insert.setObject(1, id("user", user.name()));
      insert.setObject(2, id("organization", user.organization()));
      insert.setString(3, user.name());
      insert.setString(4, "{bcrypt}" + new BCryptPasswordEncoder().encode(user.password()));
      insert.setString(5, user.role());
      if (email != null) {
        insert.setString(6, email);
      }
      insert.executeUpdate();
    }
  }

  private static UUID id(String kind, String name) {
    return UUID.nameUUIDFromBytes((kind + " " + name).getBytes(StandardCharsets.UTF_8));
  }
}
