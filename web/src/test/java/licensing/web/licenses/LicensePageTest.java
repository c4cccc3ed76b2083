package licensing.web.licenses;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import licensing.edge.Machines;
import licensing.keys.LicenseSignatures;
import licensing.keys.LicenseSignatures.LicenseSigningKeys;
import licensing.purchase.PurchaseId;
import licensing.reading.KeyedLicenses;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import licensing.web.validation.LicenseFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@ConsoleTest
class LicensePageTest {

  @Autowired private MockMvc web;
  @Autowired private World world;
  @Autowired private Machines machines;
  @Autowired private KeyedLicenses keyed;
  @Autowired private LicenseSignatures signatures;
  @Autowired private JdbcClient jdbc;

  private ConsoleUser owner;
  private PurchaseId license;

  @BeforeEach
  void buy() {
    owner = world.buyer();
    license = world.license(owner, Duration.ofDays(65).minusHours(1));
  }

  @Test
  void tellsAllThereIsToKnow() throws Exception {
    machines.activate(license, "fp-1", "build <b>7</b>", "linux");

    assertThat(page(owner, address()))
        .contains(World.keyOf(license), "(300 days left)", ">Active<", "1 of 3 in use")
        .contains("build &lt;b&gt;7&lt;/b&gt;", "fp-1", "Important Notes consented to: version")
        .contains("href=\"/purchases/" + license + "\"", "/file\"", "/file?plain=true\"")
        .contains("/v1/licenses/actions/validate-key", signatures.publicKeys().getFirst().hex());
    String chinese =
        web.perform(get(address()).locale(Locale.SIMPLIFIED_CHINESE).with(as(owner)))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(chinese).contains("剩余 300 天", "已使用 1 个，共 3 个").doesNotContain("??");
  }

  @Test
  void isItsOwnersAlone() throws Exception {
    var machine = machines.activate(license, "fp-1", "", "").orElseThrow();
    var stranger = world.buyer();

    for (String path : new String[] {address(), address() + "/file"}) {
      web.perform(get(path).with(as(stranger))).andExpect(status().isNotFound());
    }
    release(stranger, machine.id().toString());
    assertThat(machines.of(license)).hasSize(1);

    assertThat(release(owner, machine.id().toString())).isEqualTo(address() + "?released");
    assertThat(machines.of(license)).isEmpty();
    assertThat(page(owner, address() + "?released")).contains("The place is free again.");
  }

  @Test
  void givesTheFile() throws Exception {
    web.perform(get(address() + "/file").with(as(owner)))
        .andExpect(status().isOk())
        .andExpect(
            header()
                .string(
                    "Content-Disposition",
                    "attachment; filename=\"" + World.keyOf(license) + ".lic\""));
    String file = page(owner, address() + "/file");
    assertThat(file)
        .startsWith("-----BEGIN LICENSE FILE-----\n")
        .isEqualTo(page(owner, address() + "/file"));
    assertThat(page(owner, address() + "/file?plain=true")).isNotEqualTo(file);
  }

  @Test
  void whoeverIsGivenAFileVerifiesIt() throws Exception {
    String plain = page(owner, address() + "/file?plain=true");
    String encrypted = page(owner, address() + "/file");
    String key = World.keyOf(license);

    assertThat(verified(plain, "")).contains("Genuine, and good now.", key, "3 migration licenses");
    assertThat(verified(plain.replace("\n", "\r\n"), "")).contains("Genuine, and good now.");
    assertThat(verified(encrypted, "")).contains("Give the license key").doesNotContain(key);
    assertThat(verified(encrypted, key)).contains("Genuine, and good now.", key);
    assertThat(verified(encrypted, "KEY-x")).contains("not encrypted with this license key");
    String changed = new StringBuilder(plain).replace(300, 301, "_").toString();
    assertThat(verified(changed, "")).contains("This file is not whole", "DAMAGED");
    assertThat(verified(forged(), "")).contains("Not genuine");
    assertThat(verified("<b>许可证</b>", "")).contains("no license file", "&lt;b&gt;许可证");
    assertThat(verified(plain, "")).doesNotContain("bought as a test");
    jdbc.sql("update purchases set test = true where id = ?").param(license.value()).update();
    assertThat(verified(page(owner, address() + "/file?plain=true"), ""))
        .contains("Genuine, and good now.", "bought as a test");
  }

  /** So that nobody takes it for what was sold in earnest. */
  @Test
  void whatIsATestSaysSoWhereverItIsShown() throws Exception {
    license = world.license(owner, Duration.ofSeconds(5));
    List<String> pages =
        List.of("/", "/migration", "/licenses/migration", address(), "/purchases/" + license);
    String said = "(?s).*(>Test<|This is a test).*";
    for (String path : pages) {
      assertThat(page(owner, path)).as(path).doesNotMatch(said);
    }

    jdbc.sql("update purchases set test = true where id = ?").param(license.value()).update();
    for (String path : pages) {
      assertThat(page(owner, path)).as(path).matches(said);
      assertThat(page(owner, path + "?language=zh-CN")).as(path).contains("测试");
    }
    assertThat(page(owner, "/?language=en").split(">Test<"))
        .as("what was just paid, and the license")
        .hasSize(3);
  }

  /** By a key that signs no licenses here. */
  private String forged() {
    var others =
        new LicenseSignatures(
            new LicenseSigningKeys(
                List.of(Base64.getEncoder().encodeToString(new byte[32])), List.of()));
    return LicenseFile.of(keyed.of(license, owner.organization()).orElseThrow(), false, others)
        .text();
  }

  /** Without a login. */
  private String verified(String text, String key) throws Exception {
    return web.perform(post("/licenses/verify").param("text", text).param("key", key).with(csrf()))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void itsMailIsSentAgainToWhoOwnsItAndNotTooOften() throws Exception {
    web.perform(post(address() + "/mails").with(as(world.buyer())).with(csrf()))
        .andExpect(status().isNotFound());
    web.perform(post(address() + "/mails").with(as(owner))).andExpect(status().isForbidden());
    assertThat(mailAgain()).isEqualTo(address() + "?mailed=NO_ADDRESS");
    world.addresses(owner);
    for (int asked = 0; asked < 3; asked++) {
      assertThat(mailAgain()).isEqualTo(address() + "?mailed=ON_ITS_WAY");
      assertThat(mailAgain()).as("a second click").isEqualTo(address() + "?mailed=ON_ITS_WAY");
      assertThat(sent()).isOne();
    }

    assertThat(mailAgain()).isEqualTo(address() + "?mailed=TOO_OFTEN");
    assertThat(sent()).isZero();
    assertThat(page(owner, address() + "?mailed=TOO_OFTEN"))
        .contains("often enough within this hour", "Send the mail again");
    world.suspend(license);
    assertThat(mailAgain()).isEqualTo(address() + "?mailed=NOT_OFFERED");
    assertThat(page(owner, address())).doesNotContain("Send the mail again");
  }

  /** These 14 days it works. */
  @Test
  void itsMailIsSentInItsGracePeriod() throws Exception {
    license = world.license(owner, Duration.ofDays(366));
    world.addresses(owner);

    assertThat(page(owner, address())).contains("Send the mail again");
    assertThat(mailAgain()).isEqualTo(address() + "?mailed=ON_ITS_WAY");
    license = world.license(owner, Duration.ofDays(380));
    assertThat(page(owner, address())).doesNotContain("Send the mail again");
    assertThat(mailAgain()).isEqualTo(address() + "?mailed=NOT_OFFERED");
  }

  private String mailAgain() throws Exception {
    return web.perform(post(address() + "/mails").with(as(owner)).with(csrf()))
        .andReturn()
        .getResponse()
        .getRedirectedUrl();
  }

  /** How many a worker found to send. */
  private int sent() {
    return jdbc.sql("update mails set state = 'SENT' where purchase_id = ? and state = 'WAITING'")
        .param(license.value())
        .update();
  }

  @Test
  void aSuspendedLicenseHasNoFile() throws Exception {
    world.suspend(license);

    web.perform(get(address() + "/file").with(as(owner))).andExpect(status().isNotFound());
    assertThat(page(owner, address())).contains(">Suspended<").doesNotContain("/file\"");
  }

  @Test
  void getsAnotherKeyOnceTheOldOneIsKnown() throws Exception {
    machines.activate(license, "fp-1", "", "");
    String old = World.keyOf(license);
    assertThat(checked(old)).contains("\"valid\":true");
    web.perform(
            post(address() + "/replace-key").param("key", old).with(as(world.buyer())).with(csrf()))
        .andExpect(status().isNotFound());

    replace(old);
    String replaced = key();
    replace(old);

    assertThat(key()).isEqualTo(replaced).isNotEqualTo(old).startsWith("MIG-");
    assertThat(machines.of(license)).hasSize(1);
    assertThat(checked(replaced)).contains("\"valid\":true");
    assertThat(checked(old))
        .contains("\"valid\":false", "\"NOT_FOUND\"", "was replaced by another key");
    assertThat(checked("MIG-0000-0000-0000-0000")).contains("does not exist");
    assertThat(page(owner, address() + "?replaced")).contains(replaced, "This is the new key.");
  }

  private void replace(String key) throws Exception {
    web.perform(post(address() + "/replace-key").param("key", key).with(as(owner)).with(csrf()))
        .andExpect(redirectedUrl(address() + "?replaced"));
  }

  private String key() {
    return keyed.of(license, owner.organization()).orElseThrow().license().key().value();
  }

  private String checked(String key) throws Exception {
    return web.perform(
            post("/v1/licenses/actions/validate-key")
                .contentType("application/json")
                .content("{\"meta\":{\"key\":\"" + key + "\"}}"))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private String address() {
    return "/licenses/" + license;
  }

  private String page(ConsoleUser user, String path) throws Exception {
    return web.perform(get(path).with(as(user))).andReturn().getResponse().getContentAsString();
  }

  private String release(ConsoleUser user, String machine) throws Exception {
    return web.perform(
            post(address() + "/release").param("machine", machine).with(as(user)).with(csrf()))
        .andReturn()
        .getResponse()
        .getRedirectedUrl();
  }
}
