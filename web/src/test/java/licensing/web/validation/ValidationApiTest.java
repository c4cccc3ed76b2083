package licensing.web.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import licensing.keys.LicenseSignatures;
import licensing.keys.LicenseSignatures.LicenseSigningKeys;
import licensing.web.validation.SignedAnswers.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

/** What every answer to software has, whatever was asked; the rest is OtherClientsTest's. */
class ValidationApiTest {

  private static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
  private static final Instant NOW = Instant.parse("2026-03-01T09:05:07Z");

  private final LicenseSignatures signatures = signatures(List.of(KEY));

  @Test
  void isSignedForTheHostAndTheQuestion() throws Exception {
    ResponseEntity<byte[]> answer = answers(signatures, 10).answer(asked(), ValidationApiTest::yes);

    String digest = answer.getHeaders().getFirst("Keygen-Digest");
    assertThat(answer.getHeaders().getFirst("Keygen-Date"))
        .isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
    assertThat(answer.getHeaders().getFirst("Digest")).isEqualTo(digest);
    assertThat(answer.getHeaders().getFirst("Date")).isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
    String text =
        "(request-target): get /v1/me?a=%20b\nhost: licenses.example.com:8443\n"
            + "date: Sun, 01 Mar 2026 09:05:07 GMT\ndigest: "
            + digest;
    assertThat(isSigned(answer, text)).isTrue();
    assertThat(isSigned(answer, text.replace("licenses.example.com", "other.example.com")))
        .isFalse();
  }

  @Test
  void comesNotTooOftenFromOneAddress() {
    var answers = answers(signatures, 2);

    for (String address : new String[] {"192.0.2.7", "2001:db8::1"}) {
      for (HttpStatus expected :
          List.of(HttpStatus.OK, HttpStatus.OK, HttpStatus.TOO_MANY_REQUESTS)) {
        var request = asked();
        request.setRemoteAddr(address);
        var answer = answers.answer(request, ValidationApiTest::yes);
        assertThat(answer.getStatusCode()).isEqualTo(expected);
        assertThat(answer.getHeaders().getFirst("Retry-After"))
            .isEqualTo(expected == HttpStatus.OK ? null : "60");
      }
    }
    var neighbour = asked();
    neighbour.setRemoteAddr("2001:db8::2");
    assertThat(answers.answer(neighbour, ValidationApiTest::yes).getStatusCode())
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
  }

  @Test
  void withoutAKeyThereIsNothingToAsk() {
    var answer = answers(signatures(List.of()), 10).answer(asked(), ValidationApiTest::yes);

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(answer.getHeaders().headerNames()).doesNotContain("Keygen-Signature");
  }

  @Test
  void aDatabaseThatIsAwayIsNoUnknownKey() {
    var away =
        answers(signatures, 10)
            .answer(
                asked(),
                () -> {
                  throw new DataAccessResourceFailureException("secret of the driver");
                });
    var defect =
        answers(signatures, 10)
            .answer(
                asked(),
                () -> {
                  throw new CannotAcquireLockException("secret of the driver");
                });

    assertThat(away.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(defect.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(new String(away.getBody(), UTF_8))
        .contains("SERVICE_UNAVAILABLE")
        .doesNotContain("secret");
  }

  private static Answer yes() {
    return Answer.about(JsonMapper.shared().createObjectNode().put("yes", "是"));
  }

  private static MockHttpServletRequest asked() {
    var request = new MockHttpServletRequest("GET", "/v1/me");
    request.setQueryString("a=%20b");
    request.addHeader("Host", "licenses.example.com:8443");
    return request;
  }

  private static SignedAnswers answers(LicenseSignatures signatures, int aMinute) {
    return new SignedAnswers(
        signatures, Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry(), aMinute);
  }

  private static LicenseSignatures signatures(List<String> keys) {
    return new LicenseSignatures(new LicenseSigningKeys(keys, List.of()));
  }

  private boolean isSigned(ResponseEntity<byte[]> answer, String text) throws Exception {
    String header = String.valueOf(answer.getHeaders().getFirst("Keygen-Signature"));
    assertThat(header)
        .startsWith(
            "keyid=\"" + signatures.publicKeys().getFirst().id() + "\", algorithm=\"ed25519\"");
    String signature = header.replaceAll(".*signature=\"([^\"]+)\".*", "$1");
    Signature verifying = Signature.getInstance("Ed25519");
    verifying.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    HexFormat.of()
                        .parseHex(
                            "302a300506032b6570032100"
                                + signatures.publicKeys().getFirst().hex()))));
    verifying.update(text.getBytes(UTF_8));
    return verifying.verify(Base64.getDecoder().decode(signature));
  }
}
