package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.WebhookBook.Notice;
import licensing.payment.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is made of the words of the platform's control. */
class PlatformBookTest {

  private static final String ID = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b10";
  private static final Money PRICE = Money.parse("57.00 USD");

  @Test
  void subtractsWhatWasRefundedAndNotWhatWasRefused() {
    PlatformBook book =
        saying(
            "[%s,%s,%s]"
                .formatted(
                    refund("5.00", "settled"),
                    refund("7.00", "settlement_declined"),
                    sale(ID + "-2", "'authorized','settled'", "")));

    assertThat(book.payments().get(ID))
        .containsExactly(
            new Payment(
                "tx1",
                ID + "-2",
                PRICE,
                List.of("authorized", "settled"),
                Money.parse("52.00 USD"),
                false,
                Set.of("tx-settlement_declined")));
  }

  @Test
  void knowsWhatABankHasFetchedBack() {
    PlatformBook book =
        saying("[%s]".formatted(sale(ID + "-1", "'authorized','settled'", "'lost'")));

    assertThat(book.fetchedBack()).containsExactly(ID);
    assertThat(saying("[%s]".formatted(sale(ID + "-1", "'settled'", "'won'"))).fetchedBack())
        .isEmpty();
  }

  @Test
  void keepsPaymentsOfNoPurchase() {
    assertThat(saying("[%s]".formatted(sale("other", "'authorized'", ""))).payments())
        .containsOnlyKeys("");
  }

  @Test
  void countsADoubledNoticeOnceAndAForgedOneNever() {
    PlatformBook book =
        saying(
            "[%s,%s,%s,%s,%s]"
                .formatted(
                    delivery("12:00:00", "answered 200"),
                    delivery("12:00:00", "answered 200"),
                    delivery("12:00:01", "answered 204"),
                    delivery("12:00:02", "answered 400"),
                    delivery("12:00:03", "forged on demand, answered 200")));

    assertThat(book.acknowledged())
        .containsExactlyInAnyOrder(
            new Notice("dispute_won", "d1", Instant.parse("2026-01-01T12:00:00Z")),
            new Notice("dispute_won", "d1", Instant.parse("2026-01-01T12:00:01Z")));
  }

  @Test
  void knowsWhichForgeriesWereBelieved() {
    PlatformBook book =
        saying(
            "[%s,%s,%s]"
                .formatted(
                    delivery("12:00:00", "answered 200"),
                    delivery("12:00:01", "forged on demand, answered 400"),
                    delivery("12:00:02", "forged on demand, answered 200")));

    assertThat(book.believedForgeries())
        .containsExactly(new Notice("dispute_won", "d1", Instant.parse("2026-01-01T12:00:02Z")));
  }

  private static String sale(String order, String history, String disputes) {
    return """
        {'id':'tx1','type':'SALE','orderId':'%s','amount':'57.00','currency':'USD',
         'status':'settled','history':[%s],'disputes':[%s]}"""
        .formatted(order, history, disputes);
  }

  private static String refund(String amount, String status) {
    return """
        {'id':'tx-%2$s','type':'CREDIT','refundedId':'tx1','amount':'%1$s','currency':'USD',
         'status':'%2$s'}"""
        .formatted(amount, status);
  }

  private static String delivery(String time, String result) {
    return """
        {'transactionId':'tx1','kind':'dispute_won','subject':'d1',
         'occurredAt':'2026-01-01T%sZ','result':'%s'}"""
        .formatted(time, result);
  }

  private static PlatformBook saying(String json) {
    return new PlatformBook(
        path -> Optional.of(new JsonMapper().readTree(json.replace('\'', '"'))));
  }
}
