package licensing.web.licenses;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Locale;
import licensing.edge.Machines;
import licensing.keys.LicenseSignatures;
import licensing.purchase.PurchaseId;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ConsoleTest
class LicensePageTest {

  @Autowired private MockMvc web;
  @Autowired private World world;
  @Autowired private Machines machines;
  @Autowired private LicenseSignatures signatures;

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
        .contains("build &lt;b&gt;7&lt;/b&gt;", "fp-1")
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
  void aSuspendedLicenseHasNoFile() throws Exception {
    world.suspend(license);

    web.perform(get(address() + "/file").with(as(owner))).andExpect(status().isNotFound());
    assertThat(page(owner, address())).contains(">Suspended<").doesNotContain("/file\"");
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
