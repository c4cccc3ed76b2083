package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real PostgreSQL and a real Temporal. */
class ServersTest {

  @TempDir Path folder;

  @Test
  void keepWhatTheyKnowOverKillsAndRestarts() throws Exception {
    DummyStack dummies = new DummyStack(folder);
    try (LocalStack stack = dummies.withServers().start()) {
      execute(stack, "create table kept (word text)");
      execute(stack, "insert into kept values ('before')");
      assertThat(dummies.state.postgres().resolveSibling("postgres.password")).doesNotExist();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      stack.kill("postgres");
      stack.start("postgres");
      assertThat(words(stack)).containsExactly("before");

      temporal(stack, "operator", "search-attribute", "create", "--name=Kept", "--type=Keyword");
      stack.kill("temporal");
      stack.start("temporal");
    }
    assertThat(Ports.isFree(dummies.port(LocalPort.DATABASE))).isTrue();
    assertThat(Ports.isFree(dummies.port(LocalPort.TEMPORAL))).isTrue();

    try (LocalStack again = dummies.withServers().start()) {
      assertThat(words(again)).containsExactly("before");
      assertThat(temporal(again, "operator", "search-attribute", "list")).contains("Kept");
    }
  }

  /** By whatever start came first; here that of the prepared state. */
  @Test
  void demoUsersAreAddedOnce() throws Exception {
    DummyStack dummies = new DummyStack(PreparedState.copied("servers-"));
    try (LocalStack stack = dummies.withServers().start()) {
      List<String> first = query(stack, "select id || name || password_hash from users");

      new DemoUsers(stack.database()).add();

      assertThat(query(stack, "select id || name || password_hash from users"))
          .isEqualTo(first)
          .hasSize(DemoUsers.ALL.size())
          .allMatch(user -> user.contains("{bcrypt}$2a$"));
      assertThat(query(stack, "select name from organizations order by name"))
          .containsExactly("Example", "Operator", "Other");
    }
  }

  private static List<String> words(LocalStack stack) throws SQLException {
    return query(stack, "select word from kept");
  }

  private static void execute(LocalStack stack, String sql) throws SQLException {
    try (Connection connection = stack.database().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(LocalStack stack, String sql) throws SQLException {
    try (Connection connection = stack.database().getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static String temporal(LocalStack stack, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Installation.of(DummyStack.PROJECT, System.getenv()).temporal().toString());
    command.addAll(Arrays.asList(words));
    command.add("--address=" + stack.get("TEMPORAL_ADDRESS"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return answer;
  }
}
