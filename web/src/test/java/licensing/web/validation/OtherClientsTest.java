package licensing.web.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import licensing.keys.LicenseSignatures;
import licensing.keys.LicenseSignatures.PublicKey;
import licensing.purchase.PurchaseId;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Clients of license servers that others wrote, unmodified, ask the console: what only we read
 * would be what only we believe. Each step of {@code src/test/clients} is a test.
 */
@ConsoleTest
class OtherClientsTest {

  private static final Path SCRIPTS = Path.of("src", "test", "clients");

  @Autowired private World world;
  @Autowired private LicenseSignatures signatures;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;
  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> python() throws IOException, InterruptedException {
    return steps("python3", "round.py", "PYTHONPATH", "LICENSE_CLIENTS_PYTHON", "python");
  }

  @TestFactory
  List<DynamicTest> node() throws IOException, InterruptedException {
    return steps("node", "round.js", "NODE_PATH", "LICENSE_CLIENTS_NODE", "node/node_modules");
  }

  /**
   * @param path the variable that tells the language where its packages are
   * @param given the variable that may tell us
   * @param otherwise where {@code ./dev test} puts them
   */
  private List<DynamicTest> steps(
      String program, String script, String path, String given, String otherwise)
      throws IOException, InterruptedException {
    String told = System.getenv(given);
    Path client = told == null ? Path.of("..", ".state/tools/clients", otherwise) : Path.of(told);
    assertThat(client).as("the client, which ./dev test fetches; or set %s", given).isDirectory();
    long sessions = sessions();
    Path output = folder.resolve(script + ".log");
    var process =
        new ProcessBuilder(program, SCRIPTS.resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    process
        .environment()
        .putAll(
            Map.of(
                path,
                client.toAbsolutePath().toString(),
                "CONSOLE_URL",
                "http://localhost:" + port,
                "LICENSE_KEYS",
                licenses(),
                "PUBLIC_KEYS",
                String.join(",", signatures.publicKeys().stream().map(PublicKey::hex).toList())));
    Process round = process.start();
    boolean ended = round.waitFor(1, TimeUnit.MINUTES);
    round.destroyForcibly().waitFor();
    List<String> lines = Files.readAllLines(output);
    String all = String.join("\n", lines);
    Stream<DynamicTest> steps =
        lines.stream()
            .filter(line -> line.startsWith("ok ") || line.startsWith("not ok "))
            .map(line -> DynamicTest.dynamicTest(line, () -> assertThat(line).startsWith("ok")));
    DynamicTest whole =
        DynamicTest.dynamicTest(
            "the round was made to its end",
            () -> {
              assertThat(ended).as(all).isTrue();
              assertThat(round.exitValue()).as(all).isZero();
              assertThat(all).doesNotContain("not ok ");
              assertThat(lines.getLast()).matches("[0-9]+ steps with .*");
            });
    DynamicTest without =
        DynamicTest.dynamicTest(
            "no session was made", () -> assertThat(sessions()).isEqualTo(sessions));
    return Stream.concat(steps, Stream.of(whole, without)).toList();
  }

  private long sessions() {
    return jdbc.sql("select count(*) from spring_session").query(Long.class).single();
  }

  /**
   * One that works, another's, one that is suspended, one that has expired, one of late, and one
   * that was bought as a test.
   */
  private String licenses() {
    PurchaseId suspended = world.license(world.buyer(), Duration.ofDays(1));
    world.suspend(suspended);
    PurchaseId expired = world.license(world.buyer(), Duration.ofDays(400));
    jdbc.sql("update licenses set activated_at = starts_at where purchase_id = ?")
        .param(expired.value())
        .update();
    PurchaseId test = world.license(world.buyer(), Duration.ofDays(1));
    jdbc.sql("update purchases set test = true where id = ?").param(test.value()).update();
    return Stream.of(
            world.license(world.buyer(), Duration.ofDays(1)),
            world.license(world.buyer(), Duration.ofDays(1)),
            suspended,
            expired,
            world.license(world.buyer(), Duration.ofDays(370)),
            test)
        .map(World::keyOf)
        .reduce((before, next) -> before + "," + next)
        .orElseThrow();
  }
}
