package licensing.web.validation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import licensing.keys.LicenseSignatures;
import licensing.license.License;
import licensing.web.security.RateLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one door of what software asks: not too often, no more than a few lines, and each answer
 * signed, for whom, about what and when, so that nobody else's passes for ours and no old one for a
 * new one. By Keygen's protocol, errors included.
 */
@Component
class SignedAnswers {

  static final MediaType JSON_API = MediaType.parseMediaType("application/vnd.api+json");

  /** What clients send has some hundred bytes. */
  private static final int LONGEST_BODY = 16 * 1024;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Logger log = LoggerFactory.getLogger(SignedAnswers.class);

  private final LicenseSignatures signatures;
  private final Clock clock;
  private final MeterRegistry meters;
  private final RateLimit asked;
  private final int aMinute;

  /**
   * @param aMinute how often one address may ask, and how often one license may be asked about
   */
  SignedAnswers(
      LicenseSignatures signatures,
      Clock clock,
      MeterRegistry meters,
      @Value("${pace.license-checks-a-minute:600}") int aMinute) {
    this.signatures = signatures;
    this.clock = clock;
    this.meters = meters;
    this.aMinute = aMinute;
    asked = new RateLimit(aMinute, clock);
    if (!signatures.areMade()) {
      log.warn("LICENSE_SIGNING_KEY is not set: no license has a file, and no key can be checked");
    }
  }

  /** What is answered, or why not. */
  ResponseEntity<byte[]> answer(HttpServletRequest request, Call call) {
    Answer answer;
    long secondsToWait = 0;
    try {
      pace("address " + RateLimit.network(request.getRemoteAddr()));
      if (!signatures.areMade()) {
        throw Refusal.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "licenses are not checked here");
      }
      answer = call.answer();
    } catch (Refusal refusal) {
      answer = new Answer(refusal.status, refusal.document(), JSON_API);
      secondsToWait = refusal.secondsToWait;
    } catch (DataAccessException | IOException failure) {
      answer = failed(failure);
    }
    return signed(request, answer, secondsToWait);
  }

  /** That a license was named which exists. */
  void paceOf(License license) {
    pace("license " + license.purchase());
  }

  private void pace(String who) {
    long seconds = asked.secondsToWait(who);
    if (seconds > 0) {
      Counter.builder("too_fast")
          .tag("asked", "license")
          .description("What users asked more often than they may")
          .register(meters)
          .increment();
      throw Refusal.tooManyRequests(seconds);
    }
  }

  private static Answer failed(Exception failure) {
    String reference = UUID.randomUUID().toString();
    log.warn("reference {}", reference, failure);
    boolean passing = failure instanceof DataAccessResourceFailureException;
    HttpStatus status = passing ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
    Refusal refusal =
        Refusal.of(status, status.name(), "could not be answered; reference " + reference);
    return new Answer(status, refusal.document(), JSON_API);
  }

  private ResponseEntity<byte[]> signed(
      HttpServletRequest request, Answer answer, long secondsToWait) {
    byte[] body = answer.body();
    var response = ResponseEntity.status(answer.status()).contentType(answer.type());
    if (secondsToWait > 0) {
      response
          .header(HttpHeaders.RETRY_AFTER, Long.toString(secondsToWait))
          .header("X-RateLimit-Window", "1m")
          .header("X-RateLimit-Limit", Integer.toString(aMinute))
          .header("X-RateLimit-Remaining", "0");
    }
    if (signatures.areMade()) {
      String date = DATE.format(clock.instant());
      String digest = "sha-256=" + base64(sha256(body));
      String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
      String text =
          "(request-target): %s %s%s\nhost: %s\ndate: %s\ndigest: %s"
              .formatted(
                  request.getMethod().toLowerCase(Locale.ROOT),
                  request.getRequestURI(),
                  query,
                  Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), ""),
                  date,
                  digest);
      // Under either name: some clients read these, others those.
      response
          .header(HttpHeaders.DATE, date)
          .header("Digest", digest)
          .header("Keygen-Date", date)
          .header("Keygen-Digest", digest)
          .header(
              "Keygen-Signature",
              "keyid=\"%s\", algorithm=\"ed25519\", signature=\"%s\", headers=\"(request-target) host date digest\""
                  .formatted(
                      signatures.publicKeys().getFirst().id(),
                      base64(signatures.sign(text.getBytes(UTF_8)))));
    }
    return response.body(body);
  }

  /**
   * The document that was sent.
   *
   * @throws Refusal where it is none, too long, or said to be something else
   */
  static JsonNode read(HttpServletRequest request) throws IOException {
    requireJson(request.getContentType());
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "CONTENT_TOO_LARGE", "is longer than 16 KiB");
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw Refusal.of(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "is not JSON");
    }
  }

  private static void requireJson(@Nullable String type) {
    try {
      MediaType given = MediaType.parseMediaType(Objects.requireNonNullElse(type, ""));
      if (given.isCompatibleWith(JSON_API) || given.isCompatibleWith(MediaType.APPLICATION_JSON)) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      // Refused below, as whatever else is no JSON.
    }
    throw Refusal.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "UNSUPPORTED_MEDIA_TYPE",
        "must be application/vnd.api+json or application/json");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Finds what is answered. */
  interface Call {
    Answer answer() throws IOException;
  }

  /**
   * @param body empty where there is nothing to say
   */
  record Answer(HttpStatus status, byte[] body, MediaType type) {

    Answer(HttpStatus status, JsonNode document, MediaType type) {
      this(status, JSON.writeValueAsBytes(document), type);
    }

    static Answer of(JsonNode document) {
      return new Answer(HttpStatus.OK, document, JSON_API);
    }

    /** With what is asked about, and nothing else. */
    static Answer about(JsonNode data) {
      return of(JSON.createObjectNode().set("data", data));
    }

    static Answer file(LicenseFile file) {
      return new Answer(
          HttpStatus.OK, file.text().getBytes(US_ASCII), MediaType.APPLICATION_OCTET_STREAM);
    }

    static Answer nothing() {
      return new Answer(HttpStatus.NO_CONTENT, new byte[0], JSON_API);
    }
  }

  /** Why something is not answered, or not done, by a code that clients know. */
  static final class Refusal extends RuntimeException {

    final HttpStatus status;
    private final String code;
    private final String detail;
    private final @Nullable String pointer;
    private final long secondsToWait;

    private Refusal(
        HttpStatus status,
        String code,
        String detail,
        @Nullable String pointer,
        long secondsToWait) {
      super(code, null, false, false);
      this.status = status;
      this.code = code;
      this.detail = detail;
      this.pointer = pointer;
      this.secondsToWait = secondsToWait;
    }

    static Refusal of(HttpStatus status, String code, String detail) {
      return new Refusal(status, code, detail, null, 0);
    }

    private static Refusal tooManyRequests(long seconds) {
      String detail = "asked too often in this minute; ask again in %d s".formatted(seconds);
      return new Refusal(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", detail, null, seconds);
    }

    /**
     * @param pointer to the field of the request that it is about
     */
    static Refusal at(String pointer, HttpStatus status, String code, String detail) {
      return new Refusal(status, code, detail, pointer, 0);
    }

    private ObjectNode document() {
      ObjectNode document = JSON.createObjectNode();
      ObjectNode error =
          document
              .putArray("errors")
              .addObject()
              .put("title", status.getReasonPhrase())
              .put("detail", detail)
              .put("code", code);
      if (pointer != null) {
        error.putObject("source").put("pointer", pointer);
      }
      return document;
    }
  }
}
