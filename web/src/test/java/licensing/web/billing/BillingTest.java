package licensing.web.billing;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import licensing.purchase.PurchaseId;
import licensing.web.billing.BillingForm.Field;
import licensing.web.billing.BillingForm.Problem;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What an organization wants on its invoices, and who may have which of them. */
@ConsoleTest
class BillingTest {

  @Autowired private World world;
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private BillingDetails details;

  @Test
  void isRememberedForTheOrganization() throws Exception {
    ConsoleUser buyer = world.buyer();
    assertThat(page(buyer, "/licenses/migration/add").getContentAsString())
        .contains("Billing details (optional)", "23 % VAT, included");

    assertThat(
            send(buyer, "Müller & <b>株式会社</b> مرحبا", "DE", "de 136.695-976", "ap@b.example")
                .getRedirectedUrl())
        .isEqualTo("/licenses/billing?done=billing");

    assertThat(details.of(buyer.organization()).text(Field.VAT_ID)).isEqualTo("DE136695976");
    for (String at : new String[] {"/licenses/billing", "/licenses/migration/add"}) {
      assertThat(page(buyer, at).getContentAsString(StandardCharsets.UTF_8))
          .as(at)
          .contains("Müller &amp; &lt;b&gt;株式会社&lt;/b&gt; مرحبا", "DE136695976");
    }
    assertThat(page(buyer, "/licenses/migration/add").getContentAsString())
        .contains("reverse charge");
    assertThat(page(world.buyer(), "/licenses/billing").getContentAsString())
        .doesNotContain("DE136695976");

    send(buyer, "", "", "", "");
    assertThat(details.of(buyer.organization()).isEmpty()).isTrue();
  }

  @Test
  void countriesAreToChooseFromByTheirNames() throws Exception {
    ConsoleUser buyer = world.buyer();
    assertThat(page(buyer, "/licenses/billing").getContentAsString())
        .containsSubsequence(
            "<option value=\"\">",
            "<option value=\"AX\">Åland Islands</option>",
            "<option value=\"BA\">Bosnia &amp; Herzegovina</option>",
            "<option value=\"ZW\">Zimbabwe</option>")
        .doesNotContain(" selected=");

    send(buyer, "Example", "BA", "", "a@b.example");
    assertThat(page(buyer, "/licenses/billing").getContentAsString())
        .containsOnlyOnce(" selected=")
        .contains("<option value=\"BA\" selected=\"selected\">Bosnia");
    assertThat(send(buyer, "Example", "\"BA", "", "a@b.example").getContentAsString())
        .doesNotContain(" selected=");
    assertThat(
            web.perform(get("/licenses/billing").with(as(buyer)).locale(Locale.SIMPLIFIED_CHINESE))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("<option value=\"BA\" selected=\"selected\">波斯尼亚和黑塞哥维那</option>");
  }

  @Test
  void whatIsWrongIsSaidAndNothingLost() throws Exception {
    ConsoleUser buyer = world.buyer();
    String long1000 = "W".repeat(1000);
    MockHttpServletResponse answer = send(buyer, long1000, "DE", "DE12", "nobody");

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString())
        .contains(
            long1000, "DE12", "nobody", "At most 200", "does not look like this", "like name@");
    assertThat(details.of(buyer.organization()).isEmpty()).isTrue();
  }

  /** Temporal is down here: what was entered is kept before it is asked. */
  @Test
  void comesWithAnOrderAndItsNumber() throws Exception {
    ConsoleUser buyer = world.buyer();
    String entry = page(buyer, "/licenses/migration/add").getContentAsString();

    MockHttpServletResponse wrong = order(buyer, entry, "nobody", "PO 4711");
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString())
        .contains("<details class=\"fold sheet\" open", "value=\"7\"", "PO 4711", "like name@");
    assertThat(details.of(buyer.organization()).isEmpty()).isTrue();

    order(buyer, entry, "ap@b.example", "PO 4711");
    assertThat(details.of(buyer.organization()).text(Field.EMAIL)).isEqualTo("ap@b.example");
    assertThat(
            jdbc.sql("select number from order_numbers where organization_id = ?")
                .param(buyer.organization().value())
                .query(String.class)
                .list())
        .containsExactly("PO 4711");
  }

  private MockHttpServletResponse order(
      ConsoleUser user, String entry, String email, String orderNumber) throws Exception {
    MockHttpServletRequestBuilder order =
        post("/licenses/migration/add")
            .param("quantity", "7")
            .param("company", "Müller GmbH")
            .param("address", "1 Street")
            .param("postcode", "")
            .param("city", "Town")
            .param("country", "DE")
            .param("vatId", "")
            .param("email", email)
            .param("orderNumber", orderNumber)
            .with(as(user))
            .with(csrf());
    Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")
        .matcher(entry)
        .results()
        .filter(field -> !field.group(1).equals("_csrf"))
        .forEach(field -> order.param(field.group(1), field.group(2)));
    return web.perform(order).andReturn().getResponse();
  }

  @Test
  void eachFieldHasItsRules() {
    assertThat(form("A", "FR", "FR12345678901").problems()).isEmpty();
    assertThat(form("A", "GR", "EL123456789").problems()).isEmpty();
    assertThat(form("A", "CN", "").problems()).isEmpty();
    assertThat(form("A", "CN", "DE136695976").problems())
        .isEqualTo(Map.of(Field.VAT_ID, Problem.VAT_ID_OF_NO_COUNTRY));
    assertThat(form("A", "DE", "FR12345678901").problems())
        .isEqualTo(Map.of(Field.VAT_ID, Problem.NO_VAT_ID));
    assertThat(form("", "DE", "").problems()).isEqualTo(Map.of(Field.COMPANY, Problem.MISSING));
    assertThat(form("\u0000\u202E \n", "DE", "").problems())
        .isEqualTo(Map.of(Field.COMPANY, Problem.MISSING));
    assertThat(form("A", "XX", "").problems()).isEqualTo(Map.of(Field.COUNTRY, Problem.NO_COUNTRY));
    assertThat(BillingForm.EMPTY.problems()).isEmpty();
  }

  @Test
  void documentsAreForTheOrganizationThatPaidAndForSupport() throws Exception {
    ConsoleUser buyer = world.buyer();
    PurchaseId purchase = world.license(buyer, Duration.ofDays(1));
    String number = "2026-" + (100_000 + (int) (Math.random() * 800_000));
    world.document(purchase, "", number, true);
    String at = "/purchases/" + purchase;

    assertThat(page(buyer, at).getContentAsString())
        .contains("Invoice and receipt " + number, at + "/documents/" + number + ".pdf");
    assertThat(page(buyer, "/licenses/migration").getContentAsString())
        .contains(at + "/documents/" + number + ".pdf\">Receipt</a>");
    MockHttpServletResponse pdf = page(buyer, at + "/documents/" + number + ".pdf");
    assertThat(pdf.getContentType()).isEqualTo("application/pdf");
    assertThat(pdf.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + number + ".pdf\"");
    assertThat(pdf.getContentAsString()).isEqualTo("%PDF-of it");
    MockHttpServletResponse ubl = page(buyer, at + "/documents/" + number + ".xml");
    assertThat(ubl.getContentType()).isEqualTo("application/xml");

    ConsoleUser support = world.support();
    assertThat(page(support, "/support" + at + "/documents/" + number + ".pdf").getStatus())
        .isEqualTo(200);
    assertThat(page(support, "/support" + at).getContentAsString())
        .contains("/support" + at + "/documents/" + number + ".pdf");
    assertThat(page(world.buyer(), at + "/documents/" + number + ".pdf").getStatus())
        .isEqualTo(404);
    assertThat(page(buyer, "/support" + at + "/documents/" + number + ".pdf").getStatus())
        .isEqualTo(404);
    for (String other : new String[] {"2026-000000.pdf", number + ".exe", "..%2f" + number}) {
      assertThat(page(buyer, at + "/documents/" + other).getStatus()).as(other).isIn(400, 404);
    }
    assertThat(
            page(
                    buyer,
                    "/purchases/"
                        + world.endedPurchase(buyer, "LICENSED")
                        + "/documents/"
                        + number
                        + ".pdf")
                .getStatus())
        .isEqualTo(404);
  }

  /** Their numbers are a series of their own. */
  @Test
  void thoseOfTestsAreThereAsWell() throws Exception {
    ConsoleUser buyer = world.buyer();
    PurchaseId purchase = world.license(buyer, Duration.ofDays(1));
    String number = "TEST-2026-" + (100_000 + (int) (Math.random() * 800_000));
    world.document(purchase, "", number, true);
    String at = "/purchases/" + purchase + "/documents/" + number;

    assertThat(page(buyer, "/purchases/" + purchase).getContentAsString()).contains(at + ".pdf");
    assertThat(page(buyer, at + ".pdf").getContentAsString()).isEqualTo("%PDF-of it");
    assertThat(page(buyer, at + ".xml").getContentAsString()).isEqualTo("<Invoice/>");
    assertThat(page(world.support(), "/support" + at + ".pdf").getStatus()).isEqualTo(200);
    assertThat(page(buyer, "/organization/documents?q=test-2026").getContentAsString())
        .contains(at + ".pdf");
    assertThat(page(buyer, "/organization/documents.csv").getContentAsString())
        .contains(number + ",INVOICE,")
        .endsWith(",r,test\r\n");
  }

  /** Of two orders, a refund among them, of which one file is not made yet. */
  @Test
  void anAccountantHasAllOfThemInOnePlace() throws Exception {
    ConsoleUser buyer = world.buyer();
    String numbers = "2026-" + (1000 + (int) (Math.random() * 8000));
    PurchaseId first = world.license(buyer, Duration.ofDays(1));
    world.document(first, "", numbers + "01", true);
    world.document(world.license(buyer, Duration.ofDays(1)), "", numbers + "02", true);
    world.document(first, "refund", numbers + "03", false);
    String at = "/organization/documents";

    String all = page(buyer, at).getContentAsString(StandardCharsets.UTF_8);
    assertThat(all)
        .contains(
            "Invoice and receipt " + numbers + "01",
            "/purchases/%s/documents/%s01.pdf".formatted(first, numbers),
            "Credit note " + numbers + "03: available in a moment",
            "−57.00 USD",
            "of 2026-000001",
            "PO 4711",
            "<option value=\"%s\">".formatted(YearMonth.now(ZoneOffset.UTC)));
    assertThat(all.indexOf(numbers + "03")).isLessThan(all.indexOf(numbers + "01"));
    assertThat(found(buyer, "?kind=credit_note")).isEqualTo("03");
    assertThat(found(buyer, "?kind=invoice&order=oldest")).isEqualTo("01 02");
    assertThat(found(buyer, "?kind=receipt")).isEmpty();
    assertThat(found(buyer, "?q=po 47")).isEqualTo("03 02 01");
    assertThat(found(buyer, "?q=" + numbers + "02")).isEqualTo("02");
    assertThat(found(buyer, "?q=" + first.toString().substring(0, 8))).isEqualTo("03 01");
    assertThat(found(buyer, "?within=" + YearMonth.now(ZoneOffset.UTC))).isEqualTo("03 02 01");
    assertThat(found(buyer, "?within=2001")).isEmpty();
    assertThat(found(buyer, "?within=2026-13&kind=none")).isEqualTo("03 02 01");
    assertThat(
            web.perform(get(at).locale(Locale.SIMPLIFIED_CHINESE).with(as(buyer)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("贷项通知单", "下载全部文件")
        .doesNotContain("??");

    String csv = page(buyer, at + ".csv?order=oldest").getContentAsString(StandardCharsets.UTF_8);
    assertThat(csv.lines()).hasSize(4).first().asString().startsWith("\uFEFFnumber,kind,date,net,");
    assertThat(csv)
        .contains(
            numbers + "01,INVOICE,2026-11-29,57.00,0.00,0.00,57.00,USD,OUTSIDE,0,,",
            numbers
                + "03,CREDIT_NOTE,2026-11-29,-57.00,0.00,0.00,-57.00,USD,OUTSIDE,0,2026-000001");
    MockHttpServletResponse zip = page(buyer, at + ".zip?within=" + Year.now(ZoneOffset.UTC));
    assertThat(zip.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"documents-" + Year.now(ZoneOffset.UTC) + ".zip\"");
    assertThat(names(zip.getContentAsByteArray()))
        .containsExactly("03.txt", "02.pdf", "02.xml", "01.pdf", "01.xml");

    assertThat(found(world.buyer(), "")).isEmpty();
    assertThat(names(page(world.buyer(), at + ".zip").getContentAsByteArray())).isEmpty();
  }

  /** The last two digits of what is listed. */
  private String found(ConsoleUser user, String query) throws Exception {
    return Pattern.compile("(?:receipt|note) 2026-\\d{4}(\\d\\d)")
        .matcher(page(user, "/organization/documents" + query).getContentAsString())
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.joining(" "));
  }

  private static List<String> names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        names.add(file.getName().substring(9));
      }
    }
    return names;
  }

  private static BillingForm form(String company, String country, String vatId) {
    return new BillingForm(company, "1 Street", "", "Town", country, vatId, "a@b.example", "");
  }

  private MockHttpServletResponse send(
      ConsoleUser user, String company, String country, String vatId, String email)
      throws Exception {
    String rest = company.isEmpty() ? "" : "1 Street";
    return web.perform(
            post("/licenses/billing")
                .param("company", company)
                .param("address", rest)
                .param("postcode", "")
                .param("city", rest)
                .param("country", country)
                .param("vatId", vatId)
                .param("email", email)
                .with(as(user))
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private MockHttpServletResponse page(ConsoleUser user, String path) throws Exception {
    return web.perform(get(path).with(as(user))).andReturn().getResponse();
  }
}
