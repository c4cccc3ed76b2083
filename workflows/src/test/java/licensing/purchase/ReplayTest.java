package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import licensing.purchase.status.PurchaseOutcome;
import licensing.webhook.WebhookProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Purchases, and deliveries of webhooks, that were begun on earlier code go on with this one. Files
 * are only added, each with its hash in histories.sha256.
 */
class ReplayTest {

  private static final File HISTORIES = new File("src/test/resources/histories");

  @ParameterizedTest
  @MethodSource("histories")
  void goesOnWithWhatEarlierCodeBegan(File history) throws Exception {
    boolean webhook = history.getName().startsWith("webhook-");
    Replays.replay(history, webhook ? WebhookProcess.class : PurchaseProcess.class);
  }

  @Test
  void hasAHistoryOfEachOutcome() {
    Stream<String> names = histories().map(File::getName);

    for (PurchaseOutcome.Kind kind : PurchaseOutcome.Kind.values()) {
      assertThat(histories().map(File::getName)).anyMatch(name -> name.startsWith(kind.label()));
    }
    assertThat(names).allMatch(name -> name.endsWith(".json"));
  }

  /** A changed history would prove nothing of the purchases that were begun before. */
  @ParameterizedTest
  @MethodSource("frozen")
  void keepsWhatWasStored(String hash, File history) throws Exception {
    byte[] stored = Files.readAllBytes(history.toPath());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(stored);

    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(hash);
  }

  @Test
  void freezesEveryHistory() throws IOException {
    assertThat(frozen().map(line -> line.get()[1])).containsAll(histories().toList());
  }

  /** As sha256sum writes it. */
  static Stream<Arguments> frozen() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/histories.sha256")).stream()
        .map(line -> line.split("  "))
        .map(line -> Arguments.of(line[0], new File(HISTORIES, line[1])));
  }

  static Stream<File> histories() {
    File[] files = HISTORIES.listFiles();
    return Stream.of(Objects.requireNonNull(files, "no stored histories"));
  }
}
