package licensing.platform;

import static licensing.platform.GatewayContract.codes;
import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.nonce;
import static licensing.platform.GatewayContract.order;
import static licensing.platform.GatewayContract.refused;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.GatewayRejectionReason;
import com.braintreegateway.Transaction.Status;
import com.braintreegateway.TransactionRefundRequest;
import com.braintreegateway.TransactionVoidRequest;
import com.braintreegateway.exceptions.NotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the platform remembers: across restarts, threads and time. */
class LedgerTest {
  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @Test
  void remembersEverythingAcrossARestart() throws IOException {
    String nonce = running.wire().nonceFor("4111111111111111");
    Transaction sale = made(gateway().transaction().sale(nonce(nonce)));
    String unused = running.wire().nonceFor("5555555555554444");
    running.restart();
    Transaction found = gateway().transaction().find(sale.getId());
    assertThat(found.getOrderId()).isEqualTo(sale.getOrderId());
    assertThat(found.getStatus()).isEqualTo(Status.AUTHORIZED);
    assertThat(codes(gateway().transaction().sale(nonce(nonce)))).containsExactly("91564");
    made(gateway().transaction().sale(nonce(unused)));
  }

  @Test
  void chargesANonceOnce() {
    String nonce = running.wire().nonceFor("4111111111111111");
    assertThat(gateway().paymentMethodNonce().find(nonce).isConsumed()).isFalse();
    made(gateway().transaction().sale(nonce(nonce)));
    assertThat(gateway().paymentMethodNonce().find(nonce).isConsumed()).isTrue();
    assertThat(codes(gateway().transaction().sale(nonce(nonce)))).containsExactly("91564");
  }

  @Test
  void chargesOnceWhenManyThreadsHoldOneNonce() throws Exception {
    String nonce = running.wire().nonceFor("4111111111111111");
    BraintreeGateway gateway = gateway();
    Callable<Result<Transaction>> sale = () -> gateway.transaction().sale(nonce(nonce));
    List<Result<Transaction>> results = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Result<Transaction>> result :
          threads.invokeAll(List.of(sale, sale, sale, sale))) {
        results.add(result.get());
      }
    }
    assertThat(results).filteredOn(Result::isSuccess).hasSize(1);
    assertThat(results)
        .filteredOn(result -> !result.isSuccess())
        .allSatisfy(result -> assertThat(codes(result)).containsExactly("91564"));
  }

  @Test
  void servesManyThreadsThroughOneGateway() throws Exception {
    BraintreeGateway gateway = gateway();
    Callable<String> story =
        () -> {
          Transaction sale = made(gateway.transaction().sale(nonce("fake-valid-nonce")));
          return gateway.transaction().find(sale.getId()).getId();
        };
    List<String> ids = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (Future<String> id : threads.invokeAll(java.util.Collections.nCopies(160, story))) {
        ids.add(id.get());
      }
    }
    assertThat(ids).hasSize(160).doesNotHaveDuplicates();
  }

  @Test
  void usesANonceUpOnADeclineAndKeepsItOnAValidationError() {
    String nonce = running.wire().nonceFor("4111111111111111");
    assertThat(codes(gateway().transaction().sale(sale("0.00", order()).paymentMethodNonce(nonce))))
        .containsExactly("81531");
    refused(gateway().transaction().sale(sale("2001.00", order()).paymentMethodNonce(nonce)));
    assertThat(codes(gateway().transaction().sale(nonce(nonce)))).containsExactly("91564");
  }

  @Test
  void forgetsANonceAfterThreeHours() {
    String nonce = running.wire().nonceFor("4111111111111111");
    running.clock().advance(Duration.ofHours(3).plusSeconds(1));
    assertThat(codes(gateway().transaction().sale(nonce(nonce)))).containsExactly("91565");
    assertThatThrownBy(() -> gateway().paymentMethodNonce().find(nonce))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void takesTheSameSaleAgainAfterTheWindowForDuplicates() {
    String order = order();
    made(gateway().transaction().sale(sale("19.00", order)));
    running.clock().advance(Duration.ofSeconds(29));
    refused(gateway().transaction().sale(sale("19.00", order)));
    running.clock().advance(Duration.ofSeconds(2));
    made(gateway().transaction().sale(sale("19.00", order)));
  }

  @Test
  void answersARepeatedRequestKeyWithTheFirstTransaction() {
    String nonce = running.wire().nonceFor("4111111111111111");
    var request = sale("19.00", order()).paymentMethodNonce(nonce).apiRequestKey("key-1");
    Transaction first = made(gateway().transaction().sale(request));
    assertThat(made(gateway().transaction().sale(request)).getId()).isEqualTo(first.getId());
    request.amount(new BigDecimal("20.00"));
    assertThat(gateway().transaction().sale(request).getMessage()).contains("request key");
  }

  @Test
  void leavesDuplicatesToTheRequestKeyWhereThereIsOne() {
    String order = order();
    Transaction first =
        made(gateway().transaction().sale(sale("19.00", order).apiRequestKey("key-1")));
    Transaction second =
        made(gateway().transaction().sale(sale("19.00", order).apiRequestKey("key-2")));
    assertThat(second.getId()).isNotEqualTo(first.getId());
  }

  @Test
  void voidsAndRefundsOncePerRequestKey() {
    String id = made(gateway().transaction().sale(nonce("fake-valid-nonce"))).getId();
    var release = new TransactionVoidRequest().apiRequestKey("void-1");
    made(gateway().transaction().voidTransaction(id, release));
    made(gateway().transaction().voidTransaction(id, release));
    String settled = settled();
    var refund =
        new TransactionRefundRequest().amount(new BigDecimal("5.00")).apiRequestKey("refund-1");
    Transaction first = made(gateway().transaction().refund(settled, refund));
    assertThat(made(gateway().transaction().refund(settled, refund)).getId())
        .isEqualTo(first.getId());
  }

  @Test
  void letsAnAuthorizationThatNobodyCapturesExpire() {
    String id = made(gateway().transaction().sale(nonce("fake-valid-nonce"))).getId();
    running.clock().advance(Duration.ofDays(7).plusSeconds(1));
    assertThat(gateway().transaction().find(id).getStatus())
        .isEqualTo(Status.AUTHORIZATION_EXPIRED);
    assertThat(codes(gateway().transaction().submitForSettlement(id))).containsExactly("91507");
  }

  @Test
  void keepsTheHistoryOfStates() {
    Transaction found = gateway().transaction().find(settled());
    assertThat(found.getStatusHistory())
        .extracting(event -> event.getStatus())
        .containsExactly(Status.AUTHORIZED, Status.SUBMITTED_FOR_SETTLEMENT, Status.SETTLED);
  }

  @Test
  void demandsAuthenticationOnlyWhereTheSaleDoes() {
    made(authenticated("fake-three-d-secure-visa-full-authentication-nonce"));
    for (String nonce :
        List.of("fake-valid-nonce", "fake-three-d-secure-visa-failed-authentication-nonce")) {
      assertThat(refused(authenticated(nonce)).getGatewayRejectionReason())
          .isEqualTo(GatewayRejectionReason.THREE_D_SECURE);
    }
  }

  @Test
  void keepsNeitherNumbersNorNoncesNorCodesInItsFiles() throws IOException {
    String nonce = running.wire().nonceFor("4111111111111111");
    made(gateway().transaction().sale(nonce(nonce)));
    running.wire().tokenize("4012000033330026", "12/39", "987");
    try (var files = Files.list(running.folder())) {
      for (var file : files.toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content.contains("4111111111111111")).isFalse();
        assertThat(content.contains("4012000033330026")).isFalse();
        assertThat(content.contains(nonce)).isFalse();
      }
    }
  }

  @Test
  void opensALedgerOfTheFirstVersion() throws Exception {
    Path old = running.folder().resolve("old.sqlite");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old);
        var statement = connection.createStatement();
        var schema = getClass().getResourceAsStream("/licensing/platform/ledger-1.sql")) {
      statement.executeUpdate(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute(
          "INSERT INTO transactions VALUES ('old-one','SALE','test-account','o-1','19.00','USD',"
              + "'SETTLED','Visa','1111','12/2039','f',NULL,'1000','Approved',NULL,NULL,NULL,1,1)");
    }
    try (var platform = PaymentPlatform.start(Settings.forTests(old))) {
      Transaction found = Gateways.of(platform).transaction().find("old-one");
      assertThat(found.getCreditCard().getLast4()).isEqualTo("1111");
      made(Gateways.of(platform).transaction().refund("old-one"));
    }
  }

  private Result<Transaction> authenticated(String nonce) {
    return gateway()
        .transaction()
        .sale(nonce(nonce).options().threeDSecure().required(true).done().done());
  }

  private String settled() {
    var request = nonce("fake-valid-nonce").options().submitForSettlement(true).done();
    String id = made(gateway().transaction().sale(request)).getId();
    return made(gateway().testing().settle(id)).getId();
  }

  private BraintreeGateway gateway() {
    return running.gateway();
  }
}
