package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.nonce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.Status;
import com.braintreegateway.WebhookNotification;
import com.braintreegateway.WebhookNotification.Kind;
import com.braintreegateway.exceptions.InvalidSignatureException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks.Signed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications, as the merchant's SDK reads them. */
class WebhookTest {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final HttpServer merchant = listen();

  @RegisterExtension
  PlatformRunning running =
      new PlatformRunning(
          settings ->
              settings.withWebhookUrl(
                  URI.create("http://127.0.0.1:" + merchant.getAddress().getPort() + "/hook")));

  @AfterEach
  void stop() {
    merchant.stop(0);
  }

  @Test
  void aCheckIsUnderstood() {
    assertThat(parse(sign(WebhookKind.CHECK, "")).getKind()).isEqualTo(Kind.CHECK);
  }

  @Test
  void aDisputeCarriesTheOrderAndShowsInTheTransaction() {
    Transaction sale = settled();
    WebhookNotification opened = parse(sign(WebhookKind.DISPUTE_OPENED, sale.getId()));
    assertThat(opened.getKind()).isEqualTo(Kind.DISPUTE_OPENED);
    assertThat(opened.getDispute().getTransaction().getOrderId()).isEqualTo(sale.getOrderId());
    assertThat(opened.getTimestamp()).isNotNull();
    WebhookNotification won = parse(sign(WebhookKind.DISPUTE_WON, sale.getId()));
    assertThat(won.getDispute().getId()).isEqualTo(opened.getDispute().getId());
    assertThat(running.gateway().transaction().find(sale.getId()).getDisputes())
        .extracting(Dispute::getStatus)
        .containsExactly(Dispute.Status.WON);
  }

  @Test
  void aLostDisputeIsUnderstood() {
    Transaction sale = settled();
    sign(WebhookKind.DISPUTE_OPENED, sale.getId());
    WebhookNotification lost = parse(sign(WebhookKind.DISPUTE_LOST, sale.getId()));
    assertThat(lost.getDispute().getStatus()).isEqualTo(Dispute.Status.LOST);
  }

  @Test
  void aSettlementIsTrueInTheLedgerBeforeItIsTold() {
    Transaction sale = submitted();
    WebhookNotification settled = parse(sign(WebhookKind.TRANSACTION_SETTLED, sale.getId()));
    assertThat(settled.getTransaction().getStatus()).isEqualTo(Status.SETTLED);
    assertThat(settled.getTransaction().getOrderId()).isEqualTo(sale.getOrderId());
    Transaction other = submitted();
    parse(sign(WebhookKind.TRANSACTION_SETTLEMENT_DECLINED, other.getId()));
    assertThat(running.gateway().transaction().find(other.getId()).getStatus())
        .isEqualTo(Status.SETTLEMENT_DECLINED);
  }

  @Test
  void aFailedRefundMayBeRepeated() {
    Transaction sale = settled();
    Transaction refund = made(running.gateway().transaction().refund(sale.getId()));
    WebhookNotification failed = parse(sign(WebhookKind.REFUND_FAILED, refund.getId()));
    assertThat(failed.getTransaction().getRefundedTransactionId()).isEqualTo(sale.getId());
    assertThat(failed.getTransaction().getOrderId()).isEqualTo(sale.getOrderId());
    made(running.gateway().transaction().refund(sale.getId()));
  }

  @Test
  void whatCannotHaveHappenedIsNotTold() {
    Transaction sale = settled();
    assertThat(running.platform().sign(WebhookKind.REFUND_FAILED, sale.getId())).isEmpty();
    assertThat(running.platform().sign(WebhookKind.DISPUTE_WON, sale.getId())).isEmpty();
    assertThat(running.platform().sign(WebhookKind.DISPUTE_OPENED, "nosuchid")).isEmpty();
  }

  @Test
  void aChangedOrForeignNotificationIsRefusedByTheSdk() {
    Signed signed = sign(WebhookKind.CHECK, "");
    Signed other = sign(WebhookKind.DISPUTE_OPENED, settled().getId());
    assertThatThrownBy(() -> parse(new Signed(signed.signature(), other.payload())))
        .isInstanceOf(InvalidSignatureException.class);
    var foreign = Gateways.of(running.platform(), "test-merchant", "wrong");
    assertThatThrownBy(
            () -> foreign.webhookNotification().parse(signed.signature(), signed.payload()))
        .isInstanceOf(InvalidSignatureException.class);
  }

  @Test
  void aPayloadWithoutItsLastNewlineAndASecondPairStillVerify() {
    Signed signed = sign(WebhookKind.CHECK, "");
    parse(new Signed("other_key|00&" + signed.signature(), signed.payload().strip()));
  }

  @Test
  void isPostedAsAFormThatTheSdkReads() throws InterruptedException {
    Transaction sale = settled();
    assertThat(running.platform().send(WebhookKind.DISPUTE_OPENED, sale.getId()))
        .contains("answered 204");
    String form = received.poll(5, TimeUnit.SECONDS);
    assertThat(form).isNotNull();
    assertThat(parse(signed(form)).getDispute().getTransaction().getId()).isEqualTo(sale.getId());
    assertThat(running.wire().get("/").body()).contains("answered 204");
  }

  private Signed sign(WebhookKind kind, String id) {
    return running.platform().sign(kind, id).orElseThrow();
  }

  private WebhookNotification parse(Signed signed) {
    return running.gateway().webhookNotification().parse(signed.signature(), signed.payload());
  }

  private Transaction submitted() {
    var request = nonce("fake-valid-nonce").options().submitForSettlement(true).done();
    return made(running.gateway().transaction().sale(request));
  }

  private Transaction settled() {
    return made(running.gateway().testing().settle(submitted().getId()));
  }

  private static Signed signed(String form) {
    String[] fields = form.split("&");
    return new Signed(value(fields[0]), value(fields[1]));
  }

  private static String value(String field) {
    return URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8);
  }

  private HttpServer listen() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(address, 0);
      server.createContext(
          "/hook",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
