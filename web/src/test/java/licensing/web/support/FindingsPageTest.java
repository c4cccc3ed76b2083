package licensing.web.support;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import licensing.audit.AuditReport.Finding;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.PlatformStatements;
import licensing.reading.AuditFindings;
import licensing.reading.AuditFindings.AuditRun;
import licensing.reading.AuditFindings.RecordedFinding;
import licensing.reading.PurchaseRecords;
import licensing.web.PagesTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class FindingsPageTest {

  private static final String PAGE = "/support/findings";

  @Autowired MockMvc http;
  @Autowired AuditFindings findings;
  @Autowired PlatformStatements platform;
  @Autowired PurchaseRecords records;

  @Test
  void showsWhatIsOpenWithTheWayToItsPurchaseAndItsPayment() throws Exception {
    given(platform.pageOf(anyString()))
        .willAnswer(asked -> "https://platform.example/" + asked.getArgument(0));
    given(findings.open(201))
        .willReturn(List.of(finding("charged-twice", PURCHASE.toString(), "abc123", null)));
    given(findings.latestAudit()).willReturn(Optional.of(new AuditRun(NOON, 3, 2, 1)));

    assertThat(shown(PAGE, Locale.ENGLISH))
        .contains("Charged twice", "two payments of &lt;57.00&gt;")
        .contains("Refund every payment but the one that was adopted.")
        .contains("href=\"/support/purchases/" + PURCHASE + "\"")
        .contains("href=\"https://platform.example/abc123\"")
        .contains("3 orders and 2 payments")
        .contains("href=\"/support/findings\"");
  }

  @Test
  void saysThatTheLedgersAgreeOnlyOfWhatWasCompared() throws Exception {
    given(findings.latestAudit()).willReturn(Optional.empty());
    assertThat(shown(PAGE, Locale.ENGLISH))
        .contains("There was no audit yet.")
        .doesNotContain("The ledgers agree.");

    given(findings.latestAudit()).willReturn(Optional.of(new AuditRun(NOON, 3, 2, 0)));
    assertThat(shown(PAGE, Locale.ENGLISH))
        .contains("The ledgers agree.")
        .doesNotContain("There was no audit yet.");
  }

  @Test
  void showsAFindingOfWhichNoWholeIdIsKnown() throws Exception {
    given(findings.open(201)).willReturn(List.of(finding("unknown-payment", "by hand", "x", null)));

    assertThat(shown(PAGE, Locale.ENGLISH))
        .contains("<code>by hand</code>")
        .doesNotContain("href=\"/support/purchases/by");
  }

  @Test
  void leafsThroughWhatIsClosed() throws Exception {
    given(findings.closed(26, 25))
        .willReturn(Collections.nCopies(26, finding("overdue", PURCHASE.toString(), "", NOON)));

    assertThat(shown(PAGE + "?page=1", Locale.ENGLISH)).contains("page=0", "page=2");
  }

  @Test
  void namesEveryKindInBothLanguages() throws Exception {
    var all =
        Arrays.stream(Finding.Kind.values())
            .map(kind -> finding(kind.label(), PURCHASE.toString(), "", null))
            .toList();
    given(findings.open(201)).willReturn(all);

    for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(shown(PAGE, language)).doesNotContain("??");
    }
  }

  @Test
  void aPurchaseShowsItsOwnFindings() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(findings.of(PURCHASE))
        .willReturn(List.of(finding("overdue", PURCHASE.toString(), "", null)));

    assertThat(shown("/support/purchases/" + PURCHASE, Locale.ENGLISH))
        .contains("Findings of the audit", "Overdue", "two payments of &lt;57.00&gt;");
  }

  @Test
  void buyersFindNothingThere() throws Exception {
    http.perform(get(PAGE).with(as(BUYER))).andExpect(status().isNotFound());
    verifyNoInteractions(findings);
  }

  private String shown(String address, Locale language) throws Exception {
    return http.perform(get(address).locale(language).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static RecordedFinding finding(
      String kind, String purchase, String subject, @Nullable Instant closedAt) {
    return new RecordedFinding(
        kind, purchase, subject, "two payments of <57.00>", NOON, NOON, NOON, closedAt);
  }
}
