package licensing.web.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import licensing.edge.Machines.Machine;
import licensing.keys.LicenseSignatures;
import licensing.keys.LicenseSignatures.LicenseSigningKeys;
import licensing.keys.LicenseSignatures.PublicKey;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.reading.KeyedLicenses.KeyedLicense;
import licensing.reading.OwnedLicenses.State;
import licensing.web.validation.VerifiedFile.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as {@code ./dev verify-license} sees it, which knows nothing of what writes it. */
class LicenseFileTest {

  private static final Path VERIFIER =
      Path.of("..", "local/src/main/java/licensing/local/LicenseVerifier.java");
  private static final String KEY = "MIG-7K3M-Q2XR-9D0V-TB5H";
  private static final Instant BOUGHT = Instant.parse("2026-03-01T10:05:00.123Z");
  private static final Machine MACHINE =
      new Machine(new UUID(0, 1), "fp-1", "build 7", "linux", BOUGHT, BOUGHT);
  private static final Instant NEVER = Instant.parse("2999-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void verifiesForWhoeverKnowsThePublicKey() throws Exception {
    var signatures = signatures(List.of(seed(1)), List.of());
    String keys = published(signatures);
    String plain = LicenseFile.of(license(NEVER), false, signatures).text();
    String encrypted = LicenseFile.of(license(NEVER), true, signatures).text();

    assertThat(verify(plain, keys)).startsWith("0 GOOD: genuine").contains("until 2999", KEY);
    assertThat(verify(encrypted, keys)).startsWith("0 SEALED: genuine").doesNotContain(KEY);
    assertThat(verify(encrypted, keys, KEY)).startsWith("0 GOOD: genuine").contains(KEY);
    assertThat(verify(encrypted, keys, "MIG-0000")).startsWith("1 OTHER_KEY: ");
    assertThat(verify(plain, published(signatures(List.of(seed(2)), List.of()))))
        .startsWith("1 NOT_GENUINE: ");
    assertThat(verify("a license", keys)).startsWith("1 NO_FILE: ");
    assertThat(verify(plain, "http://127.0.0.1:1/")).startsWith("1 ").contains("no public keys at");
    assertThat(verify(plain + " ".repeat(16 * 1024), keys)).startsWith("1 TOO_LONG: ");
  }

  @Test
  void thatOfAMachineVerifiesForThatMachineAlone() throws Exception {
    var signatures = signatures(List.of(seed(1)), List.of());
    String keys = published(signatures);
    String plain = file(MACHINE, false, signatures).text();
    String encrypted = file(MACHINE, true, signatures).text();

    assertThat(verify(plain, keys)).startsWith("0 GOOD: genuine").contains("fp-1", KEY);
    assertThat(verify(encrypted, keys)).startsWith("0 SEALED: ").doesNotContain("fp-1");
    assertThat(verify(encrypted, keys, KEY)).startsWith("0 SEALED: ").contains("fingerprint");
    assertThat(verify(encrypted, keys, KEY, "fp-1")).startsWith("0 GOOD: ").contains(KEY);
    assertThat(verify(encrypted, keys, KEY, "fp-2")).startsWith("1 OTHER_KEY: ");
    assertThat(verify(plain.replace("MACHINE", "LICENSE"), keys)).startsWith("1 NOT_GENUINE: ");
    assertThat(verify(plain, published(signatures(List.of(seed(2)), List.of()))))
        .startsWith("1 NOT_GENUINE: ");
  }

  /** Both see the same in what is left of a file. */
  @Test
  void theConsoleSaysTheSame() throws Exception {
    var signatures = signatures(List.of(seed(1)), List.of());
    String license = LicenseFile.of(license(NEVER), false, signatures).text();
    String machine = file(MACHINE, true, signatures).text();
    var longest = new Machine(MACHINE.id(), "f".repeat(255), "名".repeat(255), "", BOUGHT, BOUGHT);
    Map<String, Outcome> handed = new LinkedHashMap<>();
    handed.put(machine, Outcome.GOOD);
    handed.put(file(longest, true, signatures).text(), Outcome.OTHER_KEY);
    handed.put(license.substring(0, license.length() / 2), Outcome.DAMAGED);
    handed.put(license.replaceFirst("[A-Za-z0-9]\n(?=[A-Za-z0-9])", "_\n"), Outcome.DAMAGED);
    handed.put(withoutALine(machine), Outcome.NOT_GENUINE);
    for (Map.Entry<String, Outcome> each : handed.entrySet()) {
      String text = each.getKey();
      assertThat(VerifiedFile.of(text, KEY, "fp-1", signatures, Instant.now()).outcome())
          .as(text)
          .isEqualTo(each.getValue());
      assertThat(verify(text, published(signatures), KEY, "fp-1"))
          .as(text)
          .matches("(?s)[01] " + each.getValue() + ": .*");
    }
    assertThat(VerifiedFile.of(machine, KEY, "fp-1", signatures, Instant.now()).told())
        .isEqualTo(
            new VerifiedFile.Told(
                KEY, "MIGRATION", 3, BOUGHT.truncatedTo(ChronoUnit.SECONDS), NEVER, "fp-1", false));
  }

  private static String withoutALine(String file) {
    List<String> lines = new ArrayList<>(file.lines().toList());
    lines.remove(10);
    return String.join("\n", lines) + "\n";
  }

  @Test
  void anExpiredOneIsGenuineAndSaysSo() throws Exception {
    var signatures = signatures(List.of(seed(1)), List.of());
    String file = LicenseFile.of(license(BOUGHT.plusSeconds(5)), false, signatures).text();

    assertThat(verify(file, published(signatures))).startsWith("1 EXPIRED: genuine");
  }

  @Test
  void verifiesStillWhenItsKeySignsNoMore() throws Exception {
    var before = signatures(List.of(seed(1)), List.of());
    String file = LicenseFile.of(license(NEVER), false, before).text();
    var between = signatures(List.of(seed(2), seed(1)), List.of());
    String old =
        Base64.getEncoder()
            .encodeToString(HexFormat.of().parseHex(before.publicKeys().getFirst().hex()));
    var after = signatures(List.of(seed(2)), List.of(old));

    assertThat(between.publicKeys()).isEqualTo(after.publicKeys()).hasSize(2);
    assertThat(after.publicKeys().getLast()).isEqualTo(before.publicKeys().getFirst());
    assertThat(verify(file, published(after))).startsWith("0 GOOD: genuine");
    assertThat(LicenseFile.of(license(NEVER), false, after).text()).isNotEqualTo(file);
  }

  @Test
  void isTheSameBytesEachTime() {
    for (boolean encrypted : new boolean[] {true, false}) {
      var first =
          LicenseFile.of(license(NEVER), encrypted, signatures(List.of(seed(1)), List.of()));
      var second =
          LicenseFile.of(license(NEVER), encrypted, signatures(List.of(seed(1)), List.of()));

      assertThat(second).isEqualTo(first);
      assertThat(first.text().lines()).allMatch(line -> line.length() <= 64);
      assertThat(first.text()).doesNotContain("\r");
    }
  }

  @Test
  void saysThatItIsATest() throws Exception {
    KeyedLicense license = license(NEVER);
    var test =
        new KeyedLicense(license.license(), license.state(), BOUGHT, license.worksUntil(), 0, true);

    assertThat(LicenseDocuments.license(test).at("/attributes/metadata/test").asBoolean()).isTrue();
    assertThat(LicenseDocuments.license(license).at("/attributes/metadata").has("test")).isFalse();

    var signatures = signatures(List.of(seed(1)), List.of());
    String file = LicenseFile.of(test, false, signatures).text();
    String machine = LicenseFile.of(MACHINE, test, BOUGHT, NEVER, false, signatures).text();
    for (String text : List.of(file, machine)) {
      assertThat(VerifiedFile.of(text, "", "", signatures, Instant.now()).told().test()).isTrue();
      assertThat(verify(text, published(signatures)))
          .startsWith("0 GOOD: genuine")
          .contains("; bought as a test\n");
    }
    assertThat(verify(LicenseFile.of(license, false, signatures).text(), published(signatures)))
        .doesNotContain("a test");
  }

  @Test
  void withoutAKeyThereIsNone() {
    var none = signatures(List.of(), List.of());

    assertThat(none.areMade()).isFalse();
    assertThatThrownBy(() -> LicenseFile.of(license(NEVER), true, none))
        .hasMessageContaining("LICENSE_SIGNING_KEY");
    assertThatThrownBy(() -> signatures(List.of("c2hvcnQ="), List.of()))
        .hasMessageContaining("LICENSE_SIGNING_KEY")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(() -> signatures(List.of(), List.of("c2hvcnQ=")))
        .hasMessageContaining("LICENSE_PUBLIC_KEYS");
  }

  /** How it ended, and what it said. */
  private String verify(String file, String... more) throws IOException, InterruptedException {
    Path path = Files.writeString(folder.resolve("some.lic"), file);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", VERIFIER.toString(), path.toString()));
    command.addAll(Arrays.asList(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + " " + said;
  }

  private static String published(LicenseSignatures signatures) {
    return signatures.publicKeys().stream().map(PublicKey::hex).collect(Collectors.joining(" "));
  }

  private static LicenseFile file(
      Machine machine, boolean encrypted, LicenseSignatures signatures) {
    return LicenseFile.of(machine, license(NEVER), BOUGHT, NEVER, encrypted, signatures);
  }

  private static LicenseSignatures signatures(List<String> seeds, List<String> publicKeys) {
    return new LicenseSignatures(new LicenseSigningKeys(seeds, publicKeys));
  }

  private static String seed(int filling) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) filling);
    return Base64.getEncoder().encodeToString(seed);
  }

  private static KeyedLicense license(Instant end) {
    return new KeyedLicense(
        new License(
            new License.Key(KEY),
            PurchaseId.of("00000000-0000-4000-8000-000000000000"),
            Offer.Kind.MIGRATION,
            3,
            false,
            new License.Period(BOUGHT, end)),
        State.ACTIVE,
        BOUGHT,
        end,
        0,
        false);
  }
}
