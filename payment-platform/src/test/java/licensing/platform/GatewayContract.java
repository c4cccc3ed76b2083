package licensing.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.GatewayRejectionReason;
import com.braintreegateway.Transaction.Status;
import com.braintreegateway.TransactionRefundRequest;
import com.braintreegateway.TransactionRequest;
import com.braintreegateway.TransactionSearchRequest;
import com.braintreegateway.ValidationError;
import com.braintreegateway.exceptions.NotFoundException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the SDK must see of any gateway: the stand-in, and Braintree's own sandbox. */
interface GatewayContract {

  BraintreeGateway gateway();

  @Test
  default void aClientTokenNamesTheAddressTheBrowserCalls() {
    String token = gateway().clientToken().generate();
    String json = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    assertThat(json).contains("clientApiUrl").contains("authorizationFingerprint");
  }

  @Test
  default void aSaleThatIsSubmittedCarriesWhatWasAskedFor() {
    String order = order();
    Transaction sale = made(sell(sale("57.00", order).options().submitForSettlement(true).done()));
    assertThat(sale.getId()).isNotBlank();
    assertThat(sale.getOrderId()).isEqualTo(order);
    assertThat(sale.getAmount()).isEqualByComparingTo("57.00");
    assertThat(sale.getCurrencyIsoCode()).hasSize(3);
    assertThat(sale.getStatus()).isEqualTo(Status.SUBMITTED_FOR_SETTLEMENT);
    assertThat(sale.getCreditCard().getLast4()).hasSize(4);
    assertThat(sale.getCreatedAt()).isNotNull();
  }

  @Test
  default void aSaleThatIsNotSubmittedOnlyAuthorizes() {
    Transaction sale = authorized("19.00");
    assertThat(sale.getStatus()).isEqualTo(Status.AUTHORIZED);
    assertThat(sale.getProcessorResponseCode()).isEqualTo("1000");
    assertThat(sale.getAuthorizationExpiresAt()).isNotNull();
  }

  @Test
  default void submittingCapturesAnAuthorizationOnce() {
    String id = authorized("19.00").getId();
    assertThat(made(gateway().transaction().submitForSettlement(id)).getStatus())
        .isEqualTo(Status.SUBMITTED_FOR_SETTLEMENT);
    assertThat(codes(gateway().transaction().submitForSettlement(id))).containsExactly("91507");
  }

  @Test
  default void aVoidedAuthorizationCannotBeCaptured() {
    String id = authorized("19.00").getId();
    made(gateway().transaction().voidTransaction(id));
    assertThat(codes(gateway().transaction().submitForSettlement(id))).containsExactly("91507");
  }

  @Test
  default void lessThanTheAuthorizedAmountCanBeCapturedButNotMore() {
    String id = authorized("19.00").getId();
    assertThat(codes(gateway().transaction().submitForSettlement(id, new BigDecimal("20.00"))))
        .containsExactly("91522");
    Transaction captured =
        made(gateway().transaction().submitForSettlement(id, new BigDecimal("9.00")));
    assertThat(captured.getAmount()).isEqualByComparingTo("9.00");
  }

  @Test
  default void aTransactionIsFoundByItsId() {
    Transaction sale = authorized("19.00");
    Transaction found = gateway().transaction().find(sale.getId());
    assertThat(found.getOrderId()).isEqualTo(sale.getOrderId());
    assertThat(found.getStatusHistory()).hasSize(1);
  }

  @Test
  default void anUnknownTransactionIsNotFound() {
    assertThatThrownBy(() -> gateway().transaction().find("nosuchid"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> gateway().transaction().voidTransaction("nosuchid"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  default void aSearchForAnOrderFindsItsTransactions() {
    Transaction sale = authorized("19.00");
    var hits = gateway().transaction().search(byOrder(sale.getOrderId()));
    assertThat(hits).extracting(Transaction::getId).containsExactly(sale.getId());
  }

  @Test
  default void aSearchWithoutAHitIsEmpty() {
    var hits = gateway().transaction().search(byOrder(order()));
    assertThat(hits).isEmpty();
    assertThatThrownBy(hits::getFirst).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  default void anAuthorizationIsVoidedOnce() {
    String id = authorized("19.00").getId();
    assertThat(made(gateway().transaction().voidTransaction(id)).getStatus())
        .isEqualTo(Status.VOIDED);
    assertThat(codes(gateway().transaction().voidTransaction(id))).containsExactly("91504");
  }

  @Test
  default void onlyASettledSaleIsRefundedAndOnlyOnce() {
    String id = authorized("19.00").getId();
    assertThat(codes(gateway().transaction().refund(id))).containsExactly("91506");
    made(gateway().transaction().submitForSettlement(id));
    made(gateway().testing().settle(id));
    Transaction refund = made(gateway().transaction().refund(id));
    assertThat(refund.getType()).isEqualTo(Transaction.Type.CREDIT);
    assertThat(refund.getRefundedTransactionId()).isEqualTo(id);
    assertThat(codes(gateway().transaction().refund(id))).containsExactly("91512");
    assertThat(gateway().transaction().find(id).getRefundIds()).containsExactly(refund.getId());
  }

  @Test
  default void aSaleIsRefundedInPartsUpToItsAmount() {
    String id = settled("19.00");
    String order = order();
    Transaction part =
        made(
            gateway()
                .transaction()
                .refund(
                    id,
                    new TransactionRefundRequest().amount(new BigDecimal("9.00")).orderId(order)));
    assertThat(part.getAmount()).isEqualByComparingTo("9.00");
    assertThat(part.getOrderId()).isEqualTo(order);
    assertThat(codes(gateway().transaction().refund(id, new BigDecimal("10.01"))))
        .containsExactly("91521");
    made(gateway().transaction().refund(id, new BigDecimal("10.00")));
  }

  @Test
  default void aSettledSaleCannotBeVoided() {
    assertThat(codes(gateway().transaction().voidTransaction(settled("19.00"))))
        .containsExactly("91504");
  }

  @Test
  default void anAuthorizationThatWasNotSubmittedCannotSettle() {
    assertThat(codes(gateway().testing().settle(authorized("19.00").getId())))
        .containsExactly("91575");
  }

  @Test
  default void aSettlementCanBePendingOrDeclined() {
    String id = submitted("19.00");
    assertThat(made(gateway().testing().settlementPending(id)).getStatus())
        .isEqualTo(Status.SETTLEMENT_PENDING);
    String other = submitted("18.00");
    assertThat(made(gateway().testing().settlementDecline(other)).getStatus())
        .isEqualTo(Status.SETTLEMENT_DECLINED);
  }

  @Test
  default void aTestNonceIsFoundWithWhetherItWasConsumed() {
    assertThat(gateway().paymentMethodNonce().find("fake-valid-nonce").isConsumed()).isFalse();
    assertThat(gateway().paymentMethodNonce().find("fake-consumed-nonce").isConsumed()).isTrue();
    assertThatThrownBy(() -> gateway().paymentMethodNonce().find("no-such-nonce"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  default void amountsFromTwoThousandAreDeclinedWithTheAmountAsCode() {
    for (String code : List.of("2000", "2001", "2015")) {
      Transaction declined = refused(sell(sale(code + ".00", order())));
      assertThat(declined.getStatus()).isEqualTo(Status.PROCESSOR_DECLINED);
      assertThat(declined.getProcessorResponseCode()).isEqualTo(code);
      assertThat(declined.getProcessorResponseText()).isNotBlank();
      assertThat(declined.getOrderId()).isNotBlank();
    }
  }

  @Test
  default void threeThousandFailsAtTheProcessor() {
    Transaction failed = refused(sell(sale("3000.00", order())));
    assertThat(failed.getStatus()).isEqualTo(Status.FAILED);
    assertThat(failed.getProcessorResponseCode()).isEqualTo("3000");
  }

  @Test
  default void amountsAboveTheFailingOnesAreAuthorizedAgain() {
    assertThat(authorized("3001.00").getStatus()).isEqualTo(Status.AUTHORIZED);
    assertThat(authorized("4001.00").getStatus()).isEqualTo(Status.AUTHORIZED);
  }

  @Test
  default void fiveThousandAndOneIsRejectedByTheGateway() {
    Transaction rejected = refused(sell(sale("5001.00", order())));
    assertThat(rejected.getStatus()).isEqualTo(Status.GATEWAY_REJECTED);
    assertThat(rejected.getGatewayRejectionReason())
        .isEqualTo(GatewayRejectionReason.APPLICATION_INCOMPLETE);
  }

  @Test
  default void theSameSaleAgainIsRejectedAsADuplicateOfTheFirst() {
    String order = order();
    Transaction original = made(sell(sale("19.00", order)));
    Transaction again = refused(sell(sale("19.00", order)));
    assertThat(again.getStatus()).isEqualTo(Status.GATEWAY_REJECTED);
    assertThat(again.getGatewayRejectionReason()).isEqualTo(GatewayRejectionReason.DUPLICATE);
    assertThat(again.getDuplicateOfTransactionId()).isEqualTo(original.getId());
  }

  @Test
  default void anotherCardIsNoDuplicate() {
    String order = order();
    made(sell(sale("19.00", order)));
    made(sell(sale("19.00", order).paymentMethodNonce("fake-valid-mastercard-nonce")));
  }

  @Test
  default void aDeclinedSaleMayBeTriedAgainAtOnce() {
    String order = order();
    refused(sell(sale("2000.00", order)));
    assertThat(refused(sell(sale("2000.00", order))).getStatus())
        .isEqualTo(Status.PROCESSOR_DECLINED);
  }

  @Test
  default void noncesThatCannotBeChargedAreValidationErrors() {
    assertThat(codes(sell(nonce("fake-consumed-nonce")))).containsExactly("91564");
    assertThat(codes(sell(nonce("no-such-nonce")))).containsExactly("91565");
    assertThat(codes(sell(new TransactionRequest().amount(new BigDecimal("19.00")))))
        .contains("91508");
  }

  @Test
  default void anInvalidNumberIsAnErrorOfTheCardWithinTheSale() {
    Result<Transaction> result = sell(nonce("fake-luhn-invalid-nonce"));
    assertThat(
            result.getErrors().forObject("transaction").forObject("creditCard").onField("number"))
        .extracting(error -> error.getCode().code)
        .containsExactly("81715");
  }

  @Test
  default void aCardThatTheProcessorDeclinesIsDeclined() {
    assertThat(refused(sell(nonce("fake-processor-declined-visa-nonce"))).getStatus())
        .isEqualTo(Status.PROCESSOR_DECLINED);
  }

  @Test
  default void aCardTakenForFraudIsRejectedByTheGateway() {
    Transaction rejected = refused(sell(nonce("fake-gateway-rejected-fraud-nonce")));
    assertThat(rejected.getGatewayRejectionReason()).isEqualTo(GatewayRejectionReason.FRAUD);
  }

  @Test
  default void amountsThatAreNoneAreValidationErrors() {
    assertThat(codes(sell(sale("0.00", order())))).containsExactly("81531");
    assertThat(codes(sell(sale("-1.00", order())))).containsExactly("81501");
    assertThat(codes(sell(new TransactionRequest().paymentMethodNonce("fake-valid-nonce"))))
        .containsExactly("81502");
  }

  @Test
  default void anUnknownMerchantAccountIsAValidationError() {
    assertThat(codes(sell(sale("19.00", order()).merchantAccountId("no-such-account"))))
        .containsExactly("91513");
  }

  private Result<Transaction> sell(TransactionRequest request) {
    return gateway().transaction().sale(request);
  }

  private Transaction authorized(String amount) {
    return made(sell(sale(amount, order())));
  }

  private String submitted(String amount) {
    String id = authorized(amount).getId();
    return made(gateway().transaction().submitForSettlement(id)).getId();
  }

  private String settled(String amount) {
    return made(gateway().testing().settle(submitted(amount))).getId();
  }

  static TransactionRequest sale(String amount, String order) {
    return new TransactionRequest()
        .amount(new BigDecimal(amount))
        .orderId(order)
        .paymentMethodNonce("fake-valid-nonce");
  }

  static TransactionRequest nonce(String nonce) {
    return sale("19.00", order()).paymentMethodNonce(nonce);
  }

  static TransactionSearchRequest byOrder(String order) {
    return new TransactionSearchRequest().orderId().is(order);
  }

  static String order() {
    return UUID.randomUUID() + "-1";
  }

  static Transaction made(Result<Transaction> result) {
    assertThat(result.isSuccess()).as("%s", result.getMessage()).isTrue();
    return result.getTarget();
  }

  static Transaction refused(Result<Transaction> result) {
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.getTransaction()).as("%s", result.getMessage()).isNotNull();
    assertThat(result.getErrors().getAllDeepValidationErrors()).isEmpty();
    return result.getTransaction();
  }

  static List<String> codes(Result<Transaction> result) {
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.getTransaction()).isNull();
    List<String> codes = new ArrayList<>();
    for (ValidationError error : result.getErrors().getAllDeepValidationErrors()) {
      codes.add(error.getCode().code);
    }
    return codes;
  }
}
