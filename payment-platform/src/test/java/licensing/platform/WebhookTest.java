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
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Plan;
import licensing.platform.fault.Trigger;
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
    Transaction held = made(running.gateway().transaction().sale(nonce("fake-valid-nonce")));
    assertThat(running.platform().sign(WebhookKind.DISPUTE_OPENED, held.getId())).isEmpty();
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

  @Test
  void aLostOneHasHappenedAllTheSame() {
    arm(new Fault.WebhookLost());
    String id = settled().getId();
    assertThat(send(id)).isEqualTo("lost on demand");
    assertThat(received).isEmpty();
    assertThat(running.gateway().transaction().find(id).getDisputes()).hasSize(1);
  }

  @Test
  void aDoubledOneComesTwiceAsTheSame() throws InterruptedException {
    arm(new Fault.WebhookDoubled());
    send(settled().getId());
    assertThat(next()).isEqualTo(next());
    assertThat(received).isEmpty();
  }

  @Test
  void deliveriesAreListedByWhatDistinguishesNotices() throws InterruptedException {
    arm(new Fault.WebhookDoubled());
    send(settled().getId());
    WebhookNotification told = parse(signed(next()));
    String delivery =
        "\"kind\":\"dispute_opened\",\"subject\":\"%s\",\"occurredAt\":\"%s\""
            .formatted(told.getDispute().getId(), told.getTimestamp().toInstant());
    assertThat(running.wire().get("/control/deliveries").body().split("\\},\\{"))
        .hasSize(2)
        .allMatch(each -> each.contains(delivery));
  }

  @Test
  void aReorderedOneComesAfterTheNext() throws InterruptedException {
    String first = settled().getId();
    String second = settled().getId();
    arm(new Fault.WebhookReordered());
    send(first);
    assertThat(received).isEmpty();
    send(second);
    assertThat(disputed(next())).isEqualTo(second);
    assertThat(disputed(next())).isEqualTo(first);
  }

  @Test
  void aLateOneComesLater() throws InterruptedException {
    arm(new Fault.WebhookLate(Duration.ofMillis(300)));
    String id = settled().getId();
    assertThat(send(id)).startsWith("to be sent in");
    assertThat(disputed(next())).isEqualTo(id);
  }

  @Test
  void aForgedOneIsRefusedByTheSdk() throws InterruptedException {
    arm(new Fault.WebhookForged());
    send(settled().getId());
    Signed forged = signed(next());
    assertThatThrownBy(() -> parse(forged)).isInstanceOf(InvalidSignatureException.class);
  }

  @Test
  void aFaultConcernsTheNotificationsOfItsOrderOnly() throws InterruptedException {
    Transaction other = settled();
    Transaction sale = settled();
    var next = new Trigger.Next(1);
    running
        .platform()
        .faults()
        .arm(new Plan(new Fault.WebhookLost(), Operation.WEBHOOK, sale.getOrderId(), next));
    send(other.getId());
    assertThat(disputed(next())).isEqualTo(other.getId());
    assertThat(send(sale.getId())).isEqualTo("lost on demand");
  }

  private void arm(Fault fault) {
    running.platform().faults().arm(new Plan(fault, null, null, new Trigger.Next(1)));
  }

  private String send(String id) {
    return running.platform().send(WebhookKind.DISPUTE_OPENED, id).orElseThrow();
  }

  private String next() throws InterruptedException {
    return java.util.Objects.requireNonNull(received.poll(5, TimeUnit.SECONDS));
  }

  private String disputed(String form) {
    return parse(signed(form)).getDispute().getTransaction().getId();
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
