package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.order;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import licensing.platform.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The control API and its page. */
class ControlTest {
  private static final Map<String, Object> DETAILS =
      Map.of("seconds", 0.5, "status", 503, "effect", "done", "field", "order-id", "code", "2001");

  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @ParameterizedTest
  @EnumSource
  void armsEveryFaultByItsName(FaultKind kind) {
    var fields = new java.util.HashMap<>(DETAILS);
    fields.put("fault", kind.label());
    fields.put("times", 3);
    var answer = control().post("/faults", fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(control().faults().get("armed").toString()).contains("left=3");
  }

  @Test
  void listsWhatIsArmedAndWhatHappened() {
    arm(Map.of("fault", "status", "status", 503, "effect", "none", "operation", "sale"));
    arm(
        Map.of(
            "fault",
            "dropped",
            "operation",
            "find",
            "orderId",
            "o-1",
            "probability",
            0.25,
            "seed",
            7));
    Stream.of(1, 2).forEach(i -> sellAnyhow());
    var faults = control().faults();
    assertThat(faults.get("armed").toString())
        .contains("fault=dropped", "orderId=o-1", "probability=0.25", "seed=7")
        .doesNotContain("status");
    assertThat(control().injected()).containsExactly("sale status 503 before the effect 1");
    running.wire().delete("/control/injections");
    assertThat(control().injected()).isEmpty();
  }

  @Test
  void countsOutliveARestartAndArmedFaultsDoNot() throws Exception {
    arm(Map.of("fault", "status", "status", 500, "effect", "none", "times", 2));
    sellAnyhow();
    running.restart();
    assertThat(control().faults().get("armed")).isEqualTo(List.of());
    assertThat(control().injected()).hasSize(1);
  }

  @Test
  void disarmsOneOrAll() {
    String id = ControlClient.object(arm(Map.of("fault", "dropped"))).get("id").toString();
    arm(Map.of("fault", "answer-lost"));
    assertThat(running.wire().delete("/control/faults/" + id).body()).doesNotContain("dropped");
    assertThat(running.wire().delete("/control/faults/" + id).statusCode()).isEqualTo(404);
    assertThat(running.wire().delete("/control/faults").body()).contains("\"armed\":[]");
  }

  @Test
  void saysWhatIsWrongWithAFault() {
    assertRefused(Map.of(), "\"fault\" must be one of: dropped,");
    assertRefused(Map.of("fault", "status", "status", 200), "\"status\" must be a number");
    assertRefused(Map.of("fault", "answer-slow"), "\"seconds\" must be a number");
    assertRefused(Map.of("fault", "html"), "\"effect\" must be one of: none, done.");
    assertRefused(Map.of("fault", "declined", "code", "1000"), "\"code\"");
    assertRefused(Map.of("fault", "dropped", "operation", "sing"), "\"operation\"");
    assertRefused(Map.of("fault", "dropped", "operation", "webhook"), "cannot happen to");
    assertRefused(Map.of("fault", "dropped", "probability", 2), "\"probability\"");
    assertRefused(Map.of("fault", "dropped", "times", 0), "\"times\"");
  }

  @Test
  void movesOneSaleOrAllThroughSettlement() {
    String first = submitted();
    String second = submitted();
    control().post("/transactions/" + first + "/settlement", Map.of("step", "settling"));
    assertThat(status(first)).isEqualTo(Status.SETTLING);
    assertThat(status(second)).isEqualTo(Status.SUBMITTED_FOR_SETTLEMENT);
    assertThat(control().post("/settlement", Map.of("step", "settle")).body()).contains("2");
    assertThat(List.of(status(first), status(second))).containsOnly(Status.SETTLED);
    var again = control().post("/transactions/" + first + "/settlement", Map.of("step", "settle"));
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(control().post("/settlement", Map.of("step", "x")).statusCode()).isEqualTo(422);
  }

  @Test
  void givesBackWhatIsLeftOfASettledSale() {
    String id = submitted();
    String refund = "/transactions/" + id + "/refund";
    assertThat(control().post(refund, Map.of()).statusCode()).as("not settled").isEqualTo(422);
    control().post("/settlement", Map.of("step", "settle"));
    arm(Map.of("fault", "dropped", "probability", 1, "seed", 1));
    arm(Map.of("fault", "status", "status", 500, "effect", "none", "operation", "refund"));

    assertThat(control().post(refund, Map.of()).body()).contains("\"refunded\":1");
    assertThat(control().post(refund, Map.of()).statusCode()).as("nothing is left").isEqualTo(422);
    assertThat(running.wire().get("/control/transactions").body())
        .containsOnlyOnce("\"refundedId\":\"" + id + "\"");
  }

  @Test
  void letsADisputeHappen() {
    String id = submitted();
    for (String kind : List.of("dispute_opened", "dispute_expired")) {
      var answer = control().post("/transactions/" + id + "/webhooks", Map.of("kind", kind));
      assertThat(answer.body()).contains("PLATFORM_WEBHOOK_URL is not set");
    }
    assertThat(running.gateway().transaction().find(id).getDisputes())
        .extracting(Dispute::getStatus)
        .containsExactly(Dispute.Status.EXPIRED);
    var impossible =
        control().post("/transactions/" + id + "/webhooks", Map.of("kind", "refund_failed"));
    assertThat(impossible.statusCode()).isEqualTo(422);
  }

  @Test
  void tellsTheTruthWhileAllElseFails() {
    Transaction sale = made(running.gateway().transaction().sale(sale("19.00", "order 1&2")));
    arm(Map.of("fault", "dropped", "probability", 1, "seed", 1));
    String list = running.wire().get("/control/transactions?orderId=order+1%262").body();
    assertThat(list).contains(sale.getId(), "\"status\":\"authorized\"", "\"amount\":\"19.00\"");
    assertThat(running.wire().get("/control/transactions?orderId=x").body()).isEqualTo("[]");
  }

  @Test
  void showsAPageThatArmsAndDisarms() {
    var wire = running.wire();
    String form = "fault=declined&operation=sale&code=2001&times=&probability=&seconds=&orderId=";
    assertThat(wire.post("/control/arm", form).statusCode()).isEqualTo(303);
    assertThat(wire.get("/control").body())
        .contains("declined 2001", "the next 1", "None yet.")
        .doesNotContain("{{");
    assertThat(wire.post("/control/arm", "fault=%3Cscript%3E").body())
        .contains("role=\"alert\"")
        .doesNotContain("<script");
    assertThat(wire.post("/control/disarm", "id=1").statusCode()).isEqualTo(303);
    assertThat(control().faults().get("armed")).isEqualTo(List.of());
    wire.post("/control/arm", form);
    wire.post("/control/reset", "");
    assertThat(control().faults().get("armed")).isEqualTo(List.of());
    assertThat(wire.get("/").body()).contains("href=\"/control\"");
  }

  @Test
  void isForThisMachinesOwnProgramsAndPages() {
    var wire = running.wire();
    String evil = "https://evil.example";
    assertThat(wire.post("/control/arm", "fault=dropped", "Origin", evil).statusCode())
        .isEqualTo(403);
    String json = "{\"fault\":\"dropped\"}";
    assertThat(wire.post("/control/faults", json, "Content-Type", "text/plain").statusCode())
        .as("what a form of another site can send")
        .isEqualTo(415);
    assertThat(Plain.get(running.platform().port(), "/control/faults", "evil.example"))
        .as("a name of somebody else's that leads here")
        .startsWith("HTTP/1.1 403");
    assertThat(Plain.get(running.platform().port(), "/control/faults", "localhost"))
        .startsWith("HTTP/1.1 200");
    assertThat(control().faults().get("armed")).isEqualTo(List.of());
  }

  private String arm(Map<String, Object> fields) {
    return control().post("/faults", fields).body();
  }

  private void assertRefused(Map<String, Object> fields, String sentence) {
    var answer = control().post("/faults", fields);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(ControlClient.object(answer.body()).get("error").toString()).contains(sentence);
  }

  private void sellAnyhow() {
    try {
      running.gateway().transaction().sale(sale("19.00", order()));
    } catch (com.braintreegateway.exceptions.BraintreeException expected) {
      assertThat(expected.getMessage()).as("whatever it is").isNotEqualTo("");
    }
  }

  private String submitted() {
    var request = sale("19.00", order()).options().submitForSettlement(true).done();
    return made(running.gateway().transaction().sale(request)).getId();
  }

  private Status status(String id) {
    return running.gateway().transaction().find(id).getStatus();
  }

  private ControlClient control() {
    return running.control();
  }
}
