package licensing.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.edge.Machines;
import licensing.purchase.PurchaseId;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What programs are answered; Temporal is down here, so that nothing is started. */
@ConsoleTest
class ApiTest {

  private static final String PURCHASES = "/api/v1/purchases";
  private static final String LICENSES = "/api/v1/licenses";
  private static final String DOCUMENTS = "/api/v1/documents";

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApiKeys keys;
  @Autowired private Machines machines;
  @Autowired private PublishedTerms published;
  @LocalServerPort private int port;
  private ConsoleUser owner;
  private Program program;

  @BeforeEach
  void makeAKey() {
    owner = world.buyer();
    program = programOf(owner);
  }

  private Program programOf(ConsoleUser user) {
    return new Program(
        port, keys.make(user, "everything", EnumSet.allOf(Scope.class)).orElseThrow());
  }

  @Test
  void describesItselfToAnybody() throws Exception {
    var description = new Program(port, "").get("/api/v1/openapi.json").json();

    assertThat(description.path("openapi").asString()).startsWith("3.1.");
    assertThat(description.path("paths").propertyNames())
        .allMatch(path -> path.startsWith("/api/v1/"))
        .hasSizeGreaterThan(12);
    var start = description.path("paths").path(PURCHASES).path("post");
    assertThat(start.path("security").path(0).path("apiKey").path(0).asString())
        .isEqualTo("purchases:write");
    assertThat(start.path("responses").propertyNames())
        .contains(
            "200", "201", "400", "401", "403", "404", "406", "409", "413", "415", "422", "429",
            "503");
    var order = description.path("components").path("schemas").path("Order");
    assertThat(order.path("required").valueStream().map(each -> each.asString()))
        .containsExactlyInAnyOrder("offer", "quantity", "unitPrice", "periodDays", "consent");
    assertThat(order.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> refusesByProblems() {
    String some = UUID.randomUUID().toString();
    return Stream.of(
            refused("401 unauthenticated", () -> new Program(port, "").get(LICENSES)),
            refused("401 unauthenticated", () -> new Program(port, "lpk_none").get(LICENSES)),
            refused("404 not-found", () -> program.get("/api/v1/nothing")),
            refused("404 not-found", () -> program.get("/api/nothing")),
            refused("404 not-found", () -> program.get(LICENSES + "/" + some)),
            refused("404 not-found", () -> program.get(LICENSES + "/1")),
            refused("405 method-not-allowed", () -> program.post(LICENSES, "{}")),
            refused(
                "406 not-acceptable",
                () -> program.ask("GET", LICENSES, BodyPublishers.noBody(), "Accept", "text/html")),
            refused(
                "415 unsupported-media-type",
                () ->
                    program.ask(
                        "POST",
                        PURCHASES,
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        "text/plain")),
            refused("413 content-too-large", () -> order("x".repeat(16 * 1024 + 1))),
            refused("400 unreadable", () -> order("{")),
            refused("400 unreadable", () -> order("{\"quantity\":\"3\"}")),
            refused("400 unreadable", () -> order("{\"quantity\":1.5}")),
            refused("400 unreadable", () -> order("{\"quantity\":1,\"quantity\":1}")),
            refused("400 unreadable", () -> order("{\"offer\":0}")),
            refused("400 unreadable", () -> order("{\"orderNumber\":7}")),
            refused("422 invalid", () -> order("{\"quantity\":3.0}")),
            refused(
                "405 method-not-allowed",
                () -> program.ask("QUERY", LICENSES, BodyPublishers.noBody())),
            refused("400 invalid-parameter", () -> program.get(LICENSES + "?limit=")),
            refused("400 invalid-parameter", () -> program.get(LICENSES + "?limit=1&limit=2")),
            refused("400 unknown-field", () -> order("{\"consent\":{\"terms\":1}}")),
            refused("422 invalid", () -> order("{}")),
            refused("400 invalid-parameter", () -> program.post(PURCHASES, order(3))),
            refused("400 invalid-parameter", () -> program.get(LICENSES + "?limit=0")),
            refused("400 invalid-parameter", () -> program.get(LICENSES + "?limit=x")),
            refused("400 invalid-parameter", () -> program.get(LICENSES + "?cursor=2")),
            refused("400 invalid-parameter", () -> program.get("/api/v1/offers/GOLD/quote")),
            refused("400 invalid-parameter", () -> program.get(DOCUMENTS + "?kind=PAPER")),
            refused("400 invalid-parameter", () -> program.get(DOCUMENTS + "?year=1")),
            refused("400 unknown-parameter", () -> program.get(LICENSES + "?limt=2")))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> refused(String problem, Asking asking) {
    return DynamicTest.stream(
        Stream.of(asking),
        each -> problem,
        each -> assertThat(each.ask().problem()).isEqualTo(problem));
  }

  private interface Asking {
    Program.Answer ask() throws Exception;
  }

  private Program.Answer order(String json) throws IOException, InterruptedException {
    return program.post(PURCHASES, json, "Idempotency-Key", "a-key-of-its-own");
  }

  @Test
  void saysWhichFieldIsWrong() throws Exception {
    var problem = order(order(3).replaceAll("\"textHash\":\"[0-9a-f]+\"", "\"textHash\":\"0\""));

    assertThat(problem.json().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/consent/textHash");
    assertThat(problem.json().path("type").asString())
        .isEqualTo("urn:license-purchase:problem:invalid");
    assertThat(problem.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  /** What the entry page would say. */
  @Test
  void refusesAnOrderThatIsNotWhatIsOffered() throws Exception {
    assertThat(order(order(3).replace("\"19.00\"", "\"18.00\"")).problem())
        .isEqualTo("409 offer-changed");
    assertThat(order(order(3).replace("\"periodDays\":365", "\"periodDays\":366")).problem())
        .isEqualTo("409 offer-changed");
    assertThat(order(order(3).replaceAll("\"textHash\":\"..", "\"textHash\":\"00")).problem())
        .isEqualTo("409 terms-changed");
    assertThat(order(order(1000)).problem()).isEqualTo("409 not-offered");
    assertThat(order(order(3)).problem()).as("without Temporal").isEqualTo("503 not-confirmed");
  }

  /** A key orders as whoever made it, and is told before it orders. */
  @Test
  void ordersForAsMuchAsItsOwnerMay() throws Exception {
    PurchaseId open = world.openPurchase(owner);
    limit("100.00");
    String quote = "/api/v1/offers/MIGRATION/quote?quantity=";
    assertThat(program.get(quote + "5").json().path("allowed").asBoolean()).isTrue();
    var dear = program.get(quote + "6").json();
    assertThat(dear.path("allowed").asBoolean(true)).isFalse();
    assertThat(dear.path("upTo").path("amount").asString()).isEqualTo("100.00");

    var refused = order(order(6));
    assertThat(refused.problem()).isEqualTo("403 above-limit");
    assertThat(refused.json().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/quantity");
    assertThat(order(order(5)).problem()).as("without Temporal").isEqualTo("503 not-confirmed");
    limit("50.00");
    assertThat(program.post(PURCHASES + "/" + open + "/confirm", "").problem())
        .isEqualTo("403 above-limit");

    jdbc.sql(
            "update buying_rights set may_buy = false, cap = null, currency = null where user_id = ?")
        .param(owner.id().value())
        .update();
    assertThat(order(order(1)).problem()).isEqualTo("403 not-allowed-to-buy");
    assertThat(program.get(quote + "1").json().has("upTo")).isFalse();
  }

  private void limit(String amount) {
    jdbc.sql(
            """
            insert into buying_rights (organization_id, user_id, may_buy, cap, currency)
            values (:organization, :user, true, :cap::numeric, 'USD')
            on conflict (organization_id, user_id) do update set cap = :cap::numeric""")
        .param("organization", owner.organization().value())
        .param("user", owner.id().value())
        .param("cap", amount)
        .update();
  }

  @Test
  void hasNothingOfOtherOrganizations() throws Exception {
    PurchaseId license = world.license(owner, Duration.ofDays(1));
    UUID machine = machines.activate(license, "fp-1", "", "").orElseThrow().id();
    PurchaseId open = world.openPurchase(owner);
    Program stranger = programOf(world.buyer());

    for (String path :
        List.of(
            LICENSES + "/" + license,
            LICENSES + "/" + license + "/file",
            LICENSES + "/" + license + "/machines",
            LICENSES + "/" + license + "/machines/" + machine,
            PURCHASES + "/" + license,
            PURCHASES + "/" + license + "/documents",
            PURCHASES + "/" + license + "/documents/2026-000001/pdf",
            PURCHASES + "/" + license + "/documents/2026-000001/xml")) {
      assertThat(stranger.get(path).problem()).as(path).isEqualTo("404 not-found");
    }
    for (String path : List.of("/confirm", "/withdraw")) {
      assertThat(stranger.post(PURCHASES + "/" + open + path, "").problem())
          .as(path)
          .isEqualTo("404 not-found");
    }
    assertThat(
            stranger
                .post(LICENSES + "/" + license + "/machines", "{\"fingerprint\":\"fp-2\"}")
                .problem())
        .isEqualTo("404 not-found");
    assertThat(release(stranger, license, machine)).isEqualTo("404 not-found");
    assertThat(stranger.get(LICENSES).json().path("items").size()).isZero();
    assertThat(stranger.get(PURCHASES).json().path("items").size()).isZero();
    assertThat(stranger.get(DOCUMENTS).json().path("items").size()).isZero();
    assertThat(machines.of(license)).hasSize(1);
  }

  @Test
  void leavesAColleaguesOrderAlone() throws Exception {
    PurchaseId open = world.openPurchase(owner);
    ConsoleUser colleague = world.buyer();
    Program other = programOf(colleague);
    jdbc.sql("update users set organization_id = :to where id = :id")
        .param("to", owner.organization().value())
        .param("id", colleague.id().value())
        .update();
    jdbc.sql("update api_keys set organization_id = :to where user_id = :id")
        .param("to", owner.organization().value())
        .param("id", colleague.id().value())
        .update();

    assertThat(other.get(PURCHASES + "/" + open).status()).isEqualTo(200);
    assertThat(other.post(PURCHASES + "/" + open + "/withdraw", "").problem())
        .isEqualTo("403 not-the-buyer");
  }

  @Test
  void listsPageByPage() throws Exception {
    for (int age = 1; age <= 3; age++) {
      world.license(owner, Duration.ofDays(age));
    }
    var first = program.get(LICENSES + "?limit=2").json();
    var second = program.get(LICENSES + "?limit=2&cursor=" + first.path("next").asString()).json();
    assertThat(first.path("items").size()).isEqualTo(2);
    assertThat(second.path("items").size()).isEqualTo(1);
    assertThat(second.has("next")).isFalse();
    assertThat(first.path("items").path(0).path("state").asString()).isEqualTo("ACTIVE");
    assertThat(first.path("items").path(0).path("endsAt").asString()).endsWith("Z");
    assertThat(program.get(PURCHASES + "?limit=2").json().path("items").size()).isEqualTo(2);
  }

  @Test
  void tellsWhetherAnythingHasChanged() throws Exception {
    PurchaseId open = world.openPurchase(owner);
    var known = program.get(PURCHASES + "/" + open);
    String tag = known.header("ETag");

    assertThat(known.json().path("total").path("amount").asString()).isEqualTo("57.00");
    assertThat(asked(open, tag).status()).isEqualTo(304);
    jdbc.sql("update purchases set auto_renew = true where id = ?").param(open.value()).update();
    assertThat(asked(open, tag).status()).isEqualTo(200);
  }

  private Program.Answer asked(PurchaseId purchase, String tag) throws Exception {
    return program.ask(
        "GET", PURCHASES + "/" + purchase, BodyPublishers.noBody(), "If-None-Match", tag);
  }

  @Test
  void activatesMachinesOnAsManyPlacesAsWereBought() throws Exception {
    PurchaseId license = world.license(owner, Duration.ofDays(1));
    String path = LICENSES + "/" + license + "/machines";
    var first = program.post(path, "{\"fingerprint\":\"fp-1\",\"name\":\"build 7\"}");
    UUID id = UUID.fromString(first.json().path("id").asString());
    assertThat(first.status()).isEqualTo(201);
    assertThat(program.get(first.header("Location")).json().path("name").asString())
        .isEqualTo("build 7");
    assertThat(program.post(path, "{\"fingerprint\":\"fp-1\"}").problem())
        .isEqualTo("409 already-activated");
    program.post(path, "{\"fingerprint\":\"fp-2\"}");
    program.post(path, "{\"fingerprint\":\"fp-3\"}");
    assertThat(program.post(path, "{\"fingerprint\":\"fp-4\"}").problem())
        .isEqualTo("409 no-place-left");
    assertThat(release(program, license, id)).isEqualTo("204");
    assertThat(release(program, license, id)).isEqualTo("404 not-found");
    assertThat(program.get(path).json().path("items").size()).isEqualTo(2);

    world.suspend(license);
    assertThat(program.post(path, "{\"fingerprint\":\"fp-4\"}").problem())
        .isEqualTo("409 license-not-active");
    assertThat(program.get(LICENSES + "/" + license + "/file").problem())
        .isIn("409 license-not-active", "404 not-found");
  }

  private static String release(Program program, PurchaseId license, UUID machine)
      throws Exception {
    String path = LICENSES + "/" + license + "/machines/" + machine;
    return program.ask("DELETE", path, BodyPublishers.noBody()).problem();
  }

  @Test
  void saysWhatIsATest() throws Exception {
    PurchaseId test = world.license(owner, Duration.ofDays(1));
    PurchaseId other = world.license(owner, Duration.ofDays(2));
    jdbc.sql("update purchases set test = true where id = ?").param(test.value()).update();

    for (String path : List.of(PURCHASES + "/", LICENSES + "/")) {
      assertThat(program.get(path + test).json().path("test").asBoolean()).as(path).isTrue();
      assertThat(program.get(path + other).json().path("test").asBoolean(true)).isFalse();
    }
    String number = "TEST-2026-" + (100_000 + (int) (Math.random() * 800_000));
    world.document(test, "", number, true);
    String documents = PURCHASES + "/" + test + "/documents";
    assertThat(program.get(documents).json().at("/items/0/test").asBoolean()).isTrue();
    for (String file : List.of("/pdf", "/xml")) {
      assertThat(program.get(documents + "/" + number + file).status()).as(file).isEqualTo(200);
    }
    int year = Year.now(ZoneOffset.UTC).getValue();
    assertThat(program.get("/api/v1/exports/purchases?year=" + year).text().lines())
        .filteredOn(line -> line.endsWith(",test"))
        .hasSize(2)
        .anyMatch(line -> line.startsWith(test.toString()));
  }

  @Test
  void exportsAYear() throws Exception {
    PurchaseId open = world.openPurchase(owner);
    int year = Year.now(ZoneOffset.UTC).getValue();
    var file = program.get("/api/v1/exports/purchases?year=" + year);

    assertThat(file.header("Content-Type")).startsWith("text/csv");
    assertThat(file.text()).contains(open + ",", ",MIGRATION,3,57.00,USD,CONFIRM,");
    assertThat(program.get("/api/v1/exports/purchases?year=2001").text()).hasLineCount(1);
  }

  /** The request is admitted, comes in slowly, and its key is revoked before it is all there. */
  @Test
  void doesNothingForAKeyThatIsRevokedMeanwhile() throws Exception {
    PurchaseId license = world.license(owner, Duration.ofDays(1));
    String body = "{\"fingerprint\":\"fp-1\"}";
    try (Socket socket = new Socket("localhost", port)) {
      var out = socket.getOutputStream();
      String head =
          """
          POST %s/%s/machines HTTP/1.1
          Host: localhost:%d
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d
          Connection: close

          """
              .formatted(LICENSES, license, port, program.key(), body.length())
              .replace("\n", "\r\n");
      out.write((head + body.substring(0, 5)).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      await().until(() -> keys.of(owner.organization()).getFirst().usedAt() != null);
      keys.revoke(keys.of(owner.organization()).getFirst().id(), owner);
      out.write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
      out.flush();

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401").contains("\"code\":\"unauthenticated\"");
    }
    assertThat(machines.of(license)).isEmpty();
  }

  private String order(int quantity) {
    Terms terms = published.current(Locale.ENGLISH);
    return """
        {"offer":"MIGRATION","quantity":%d,"unitPrice":{"amount":"19.00","currency":"USD"},
         "periodDays":365,"consent":{"termsVersion":%d,"textHash":"%s","locale":"en"}}"""
        .formatted(quantity, terms.version().value(), terms.textHash());
  }
}
