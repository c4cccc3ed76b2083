package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Pattern;
import licensing.local.alerts.Runbook;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/runbook.md says to do by hand can be done, typed as it stands there. */
@ExtendWith(OneScene.class)
class CommandLineTest {

  private static final Runbook RUNBOOK = Runbook.read();

  /** 7 stands for the newest one, and 8 for what the first action makes of it. */
  private static final Pattern VERSION = Pattern.compile("\"versionSeen\": (\\d)");

  private final Scene scene;

  CommandLineTest(Scene scene) {
    this.scene = scene;
  }

  /** Nothing runs by then: the commands bring about what takes them. */
  @Test
  void notesAndSettlesAfterTheEnd() throws Exception {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(94);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 94);

    type(
        RUNBOOK.script("money-lost").replaceFirst("(?m)^temporal workflow show .*$", ""), purchase);
    assertThat(scene.records().reason(purchase, "annotate"))
        .isEqualTo("support: the buyer buys anew");
    assertThat(scene.records().reason(purchase, "mark as settled"))
        .isEqualTo("support: settled with the buyer");
    type("temporal workflow show --workflow-id payment-events-ID\n", purchase);
  }

  @Test
  void leavesTheBuyerMoreTime() throws Exception {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(95);
    String inAnHour = Instant.now().plusSeconds(3600).toString();
    String script = RUNBOOK.script("platform-unreachable");
    String extend = script.substring(script.lastIndexOf("temporal workflow update"));
    type(extend.replace("2026-03-01T18:00:00Z", inAnHour), purchase);
    assertThat(scene.records().reason(purchase, "extend the deadline"))
        .isEqualTo("support: the buyer wants to wait");
  }

  @Test
  void asksTheDatabaseWhatItUnderstands() throws SQLException {
    String nobody = "30000000-0000-4000-8000-000000000001";
    try (var connection = scene.stack().database().getConnection();
        var statement = connection.createStatement()) {
      for (String query : RUNBOOK.queries()) {
        assertThat(statement.execute(query.replace("ID", nobody))).as(query).isTrue();
      }
    }
    assertThat(RUNBOOK.queries()).hasSizeGreaterThan(5);
  }

  /** Into the shell of a machine that has the command line of Temporal. */
  private void type(String script, String purchase) throws IOException, InterruptedException {
    int version = scene.records().version(purchase);
    String typed =
        VERSION
            .matcher(
                script
                    .replace("ID", Buyer.purchaseAt(purchase))
                    .replace("USER", scene.records().user("support").user().value().toString()))
            .replaceAll(
                seen -> "\"versionSeen\": " + (version + Integer.parseInt(seen.group(1)) - 7));
    ProcessBuilder shell = new ProcessBuilder("bash", "-ec", typed).redirectErrorStream(true);
    String tools = scene.temporalCli().toAbsolutePath().getParent().toString();
    shell.environment().merge("PATH", tools, (path, first) -> first + ":" + path);
    shell.environment().put("TEMPORAL_ADDRESS", scene.stack().get("TEMPORAL_ADDRESS"));
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
