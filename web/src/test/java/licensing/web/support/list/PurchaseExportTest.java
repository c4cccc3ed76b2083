package licensing.web.support.list;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseFigures;
import licensing.reading.PurchaseFigures.Counts;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;
import licensing.web.PagesTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class PurchaseExportTest {

  private static final String FILE = "/support/purchases.csv";
  private static final PurchaseFilter URGENT = PurchaseFilter.of(Order.URGENT);
  private static final PurchaseFilter OLDEST = PurchaseFilter.of(Order.OLDEST);

  @Autowired MockMvc http;
  @Autowired PurchaseSearch search;
  @Autowired PurchaseFigures figures;

  @Test
  void holdsALineForEachPurchaseThatMatches() throws Exception {
    var licensed = Lists.captured(ended(PurchaseOutcome.Kind.LICENSED), null);
    given(search.find(eq(OLDEST), isNull(), any(Integer.class)))
        .willReturn(new Page<>(Collections.nCopies(100, licensed), null, Lists.AFTER));
    given(search.find(eq(OLDEST), eq(Lists.AFTER), any(Integer.class)))
        .willReturn(new Page<>(List.of(Lists.found(confirming())), Lists.BEFORE, null));

    String file = export(FILE).getContentAsString(StandardCharsets.UTF_8);

    assertThat(file)
        .startsWith(
            "\uFEFFpurchase,subscribed,ended,organization,organization name,user,login name,")
        .endsWith("\r\n");
    var lines = file.split("\r\n", -1);
    assertThat(lines).hasSize(1 + 100 + 1 + 1);
    assertThat(lines[1])
        .isEqualTo(
            String.join(
                ",",
                PURCHASE.toString(),
                "2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00Z",
                BUYER.organization().value().toString(),
                "Acme",
                BUYER.id().value().toString(),
                "buyer",
                "MIGRATION,3,57.00,USD,ended,licensed,,,1,CAPTURED,57.00",
                "Visa ending in 1111,ref-1,KEY-1,,",
                "http://localhost:8233/namespaces/default/workflows/" + PURCHASE.workflowId(),
                ""));
  }

  /** As where the rest of what matched has ended meanwhile. */
  @Test
  void holdsNothingTwiceWhereNothingIsLeftToFollow() throws Exception {
    var answer = new Page<>(List.of(Lists.found(confirming())), null, Lists.AFTER);
    given(search.find(eq(OLDEST), any(), any(Integer.class))).willReturn(answer);

    assertThat(export(FILE).getContentAsString().split("\r\n", -1)).hasSize(1 + 1 + 1);
  }

  @Test
  void saysWhatItIsAndIsKeptByNobody() throws Exception {
    given(search.find(any(), any(), any(Integer.class))).willReturn(Lists.all());

    var answer = export(FILE + "?q=acme");

    assertThat(answer.getContentType()).isEqualTo("text/csv;charset=UTF-8;header=present");
    assertThat(answer.getHeader("Content-Disposition"))
        .matches("attachment; filename=\"purchases-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
    assertThat(answer.getHeader("Cache-Control")).contains("no-store");
    assertThat(answer.getContentAsString().split("\r\n", -1)).hasSize(2);
  }

  @Test
  void namesThatAreFormulasAreText() throws Exception {
    given(search.find(any(), any(), any(Integer.class)))
        .willReturn(Lists.all(Lists.found(named("=cmd|' /C calc'!A0", "@sum(\"a,b\")"))));

    assertThat(export(FILE).getContentAsString())
        .contains(",19.00,http")
        .contains(",\"'=cmd|' /C calc'!A0\",", ",\"'@sum(\"\"a,b\"\")\",");
  }

  @Test
  void whatWasGivenBackSaysSo() throws Exception {
    var refunded = Lists.captured(ended(PurchaseOutcome.Kind.GIVEN_BACK), "REFUNDED");
    given(search.find(any(), any(), any(Integer.class))).willReturn(Lists.all(refunded));

    assertThat(export(FILE).getContentAsString()).contains(",1,REFUNDED,57.00,Visa ending");
  }

  @Test
  void whoWasErasedHasNoNameAnyMore() throws Exception {
    String erased = "erased-" + BUYER.id().value();
    given(search.find(any(), any(), any(Integer.class)))
        .willReturn(Lists.all(Lists.found(named("Acme", erased))));

    assertThat(export(FILE).getContentAsString()).contains(",erased user,").doesNotContain(erased);
  }

  @Test
  void moreThanAFileHoldsIsRefused() throws Exception {
    given(search.findsMoreThan(10_000, URGENT)).willReturn(true);
    given(figures.counts()).willReturn(new Counts(0, 0, 0, 0));
    given(search.find(any(), any(), eq(25))).willReturn(Lists.all(Lists.found(confirming())));

    var answer = export(FILE);

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentType()).startsWith("text/html");
    assertThat(answer.getContentAsString()).contains("More than 10,000 orders match");
    verify(search, never()).find(any(), any(), eq(100));
  }

  private static PurchaseRecord named(String organization, String login) {
    var purchase = paying(1, PaymentAttempt.State.UNKNOWN, null, Attention.PAYMENT_UNKNOWN);
    return new PurchaseRecord(
        purchase.subscription(),
        organization,
        login,
        purchase.progress(),
        purchase.attentionReason(),
        false,
        null,
        null,
        null,
        null,
        true,
        Money.parse("19.00 USD"),
        false,
        false);
  }

  private MockHttpServletResponse export(String address) throws Exception {
    return http.perform(get(address).with(as(SUPPORT))).andReturn().getResponse();
  }
}
