package licensing.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.DisputeSearchRequest;
import com.braintreegateway.ProcessorResponseType;
import com.braintreegateway.Result;
import com.braintreegateway.ThreeDSecureInfo;
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
import java.util.Calendar;
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
  default void aSearchForDisputesTakesTheDaysOfReceiptAndOfDecision() {
    Calendar later = Calendar.getInstance();
    later.add(Calendar.DAY_OF_MONTH, 2);
    var received = new DisputeSearchRequest().receivedDate().greaterThanOrEqualTo(later);
    assertThat(gateway().dispute().search(received)).isEmpty();
    var decided = new DisputeSearchRequest().effectiveDate().greaterThanOrEqualTo(later);
    assertThat(gateway().dispute().search(decided)).isEmpty();
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

  @Test
  default void aCardThatTheServerHasReadItselfIsCharged() {
    Transaction sale = made(sell(card("4111111111111111", "05/2009")));
    assertThat(sale.getCreditCard().getBin()).isEqualTo("411111");
    assertThat(sale.getCreditCard().getMaskedNumber()).isEqualTo("411111******1111");
    assertThat(sale.getCreditCard().getExpirationDate()).isEqualTo("05/2009");
    assertThat(sale.getCreditCard().getCardholderName()).isEqualTo("Ada Lovelace");
    assertThat(sale.getProcessorAuthorizationCode()).isNotBlank();
    assertThat(sale.getNetworkTransactionId()).isNotBlank();
  }

  @Test
  default void aCardThatCannotBeOneIsAnErrorOfTheCardWithinTheSale() {
    assertThat(codes(sell(card("4111111111111112", "05/2030")))).containsExactly("81715");
    assertThat(codes(sell(card("4111111111111111", "13/2030")))).containsExactly("81710");
  }

  @Test
  default void aRefusedRequestIsRepeatedWithoutTheNumber() {
    Result<Transaction> result = sell(card("4111111111111111", "05/2009").amount(null));
    assertThat(codes(result)).contains("81502");
    assertThat(result.getParameters())
        .containsEntry("transaction[credit_card][expiration_date]", "05/2009")
        .doesNotContainKey("transaction[credit_card][number]");
  }

  @Test
  default void aDeclineSaysWhatTheProcessorSaid() {
    Transaction declined = refused(sell(sale("2015.00", order())));
    assertThat(declined.getProcessorResponseType()).isEqualTo(ProcessorResponseType.HARD_DECLINED);
    assertThat(declined.getAdditionalProcessorResponse())
        .isEqualTo("2015 : Transaction Not Allowed");
  }

  @Test
  default void aRefundOfSuchAnAmountIsDeclinedForGood() {
    String id = settled("9000.00");
    Transaction refund = refused(gateway().transaction().refund(id, new BigDecimal("2004.00")));
    assertThat(refund.getType()).isEqualTo(Transaction.Type.CREDIT);
    assertThat(refund.getStatus()).isEqualTo(Status.PROCESSOR_DECLINED);
    assertThat(refund.getProcessorResponseCode()).isEqualTo("2004");
    made(gateway().transaction().refund(id, new BigDecimal("9000.00")));
  }

  @Test
  default void aRefundThatTheBankMayStillTakeGoesToSettlement() {
    Transaction refund =
        made(gateway().transaction().refund(settled("9000.00"), new BigDecimal("2046.00")));
    assertThat(refund.getStatus()).isEqualTo(Status.SUBMITTED_FOR_SETTLEMENT);
    assertThat(refund.getProcessorResponseCode()).isEqualTo("1005");
    assertThat(refund.getAdditionalProcessorResponse()).isEqualTo("2046 : Declined");
  }

  @Test
  default void aSettledTransactionNamesItsBatch() {
    assertThat(gateway().transaction().find(submitted("19.00")).getSettlementBatchId()).isNull();
    assertThat(gateway().transaction().find(settled("19.00")).getSettlementBatchId()).isNotBlank();
  }

  @Test
  default void aCaptureMayGiveAnotherOrderId() {
    String id = authorized("19.00").getId();
    String order = order();
    Transaction captured =
        made(
            gateway()
                .transaction()
                .submitForSettlement(id, new TransactionRequest().orderId(order)));
    assertThat(captured.getOrderId()).isEqualTo(order);
    assertThat(gateway().transaction().search(byOrder(order))).hasSize(1);
  }

  @Test
  default void aSearchKnowsCardsAndWhenStatesWereTaken() {
    Transaction sale = made(sell(card("4111111111111111", "05/2009")));
    made(gateway().transaction().voidTransaction(sale.getId()));
    assertThat(hits(byId(sale).creditCardNumber().is("4111111111111111"))).isEqualTo(1);
    assertThat(hits(byId(sale).creditCardNumber().is("4012888888881881"))).isZero();
    assertThat(hits(byId(sale).creditCardNumber().startsWith("4111"))).isEqualTo(1);
    assertThat(hits(byId(sale).creditCardNumber().endsWith("1112"))).isZero();
    assertThat(hits(byId(sale).creditCardCardholderName().contains("a Love"))).isEqualTo(1);
    assertThat(hits(byId(sale).creditCardCardholderName().is("Tom"))).isZero();
    Calendar past = Calendar.getInstance();
    past.add(Calendar.DAY_OF_MONTH, -1);
    assertThat(hits(byId(sale).voidedAt().greaterThanOrEqualTo(past))).isEqualTo(1);
    assertThat(hits(byId(sale).voidedAt().lessThanOrEqualTo(past))).isZero();
    assertThat(hits(byId(sale).settledAt().greaterThanOrEqualTo(past))).isZero();
  }

  @Test
  default void anAuthenticationIsToldWithTheNonceAndTheTransaction() {
    String nonce = "fake-three-d-secure-visa-full-authentication-nonce";
    ThreeDSecureInfo info = gateway().paymentMethodNonce().find(nonce).getThreeDSecureInfo();
    assertThat(info.isLiabilityShifted()).isTrue();
    assertThat(info.isLiabilityShiftPossible()).isTrue();
    assertThat(info.getStatus()).isEqualTo("authenticate_successful");
    assertThat(info.getEnrolled()).isEqualTo("Y");
    assertThat(info.getCAVV()).isNotBlank();
    assertThat(info.getECIFlag()).isNotBlank();
    Transaction sale = made(sell(nonce(nonce)));
    assertThat(sale.getThreeDSecureInfo().getStatus()).isEqualTo(info.getStatus());
    assertThat(authorized("19.00").getThreeDSecureInfo()).isNull();
  }

  private static TransactionRequest card(String number, String expiration) {
    return new TransactionRequest()
        .amount(new BigDecimal("19.00"))
        .orderId(order())
        .creditCard()
        .number(number)
        .expirationDate(expiration)
        .cardholderName("Ada Lovelace")
        .done();
  }

  private static TransactionSearchRequest byId(Transaction sale) {
    return new TransactionSearchRequest().id().is(sale.getId());
  }

  private int hits(TransactionSearchRequest search) {
    return gateway().transaction().search(search).getMaximumSize();
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
