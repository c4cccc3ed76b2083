package licensing.web.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a program did not get what it asked for, as RFC 9457 has it said. Programs tell problems
 * apart by their code.
 */
public final class ApiProblem extends RuntimeException {

  /** Whatever is asked below it is asked by a program. */
  private static final String ROUTES = "/api/";

  private static final JsonMapper JSON = new JsonMapper();

  private final Code code;
  private final ProblemBody body;
  private final long secondsToWait;

  public ApiProblem(Code code) {
    this(code, code.title, List.of());
  }

  public ApiProblem(Code code, String detail) {
    this(code, detail, List.of());
  }

  ApiProblem(Code code, String detail, List<FieldProblem> errors) {
    this(code, detail, errors, code.secondsToWait);
  }

  private ApiProblem(Code code, String detail, List<FieldProblem> errors, long secondsToWait) {
    super(code.toString(), null, false, false);
    this.code = code;
    this.body = new ProblemBody(code, detail, errors, null);
    this.secondsToWait = secondsToWait;
  }

  private ApiProblem(int status, Code code, @Nullable String reference) {
    super(code.toString(), null, false, false);
    this.code = code;
    this.body =
        new ProblemBody(
            code.urn(), code.title, status, code.toString(), code.title, null, reference);
    this.secondsToWait = code.secondsToWait;
  }

  /**
   * @param seconds after which it is heard again
   */
  public static ApiProblem tooManyRequests(long seconds) {
    String detail = "Nothing was done; ask again in %d s".formatted(seconds);
    return new ApiProblem(Code.TOO_MANY_REQUESTS, detail, List.of(), seconds);
  }

  /** About one field of the body. */
  public static ApiProblem at(String pointer, Code code, String detail) {
    return new ApiProblem(code, detail, List.of(new FieldProblem(pointer, detail)));
  }

  /**
   * Where nothing more is known than the status.
   *
   * @param reference by which an operator finds it in the log
   */
  static ApiProblem of(int status, @Nullable String reference) {
    Code code =
        Arrays.stream(Code.values())
            .filter(each -> each.status == status)
            .findFirst()
            .orElse(status < 500 ? Code.UNREADABLE : Code.FAILED);
    return new ApiProblem(status, code, reference);
  }

  /** Whether a program asks. */
  static boolean isFor(@Nullable String address) {
    return address != null && address.startsWith(ROUTES);
  }

  static boolean isFor(HttpServletRequest request) {
    return isFor(request.getRequestURI());
  }

  public ResponseEntity<ProblemBody> answer() {
    var answer =
        ResponseEntity.status(body.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (secondsToWait > 0) {
      answer.header(HttpHeaders.RETRY_AFTER, Long.toString(secondsToWait));
    }
    if (code == Code.UNAUTHENTICATED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return answer.body(body);
  }

  /** For where there is no controller. */
  public void write(HttpServletResponse response) throws IOException {
    ResponseEntity<ProblemBody> answer = answer();
    response.setStatus(answer.getStatusCode().value());
    answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.getOutputStream().write(text().getBytes(UTF_8));
  }

  String text() {
    return JSON.writeValueAsString(body);
  }

  /** What they mean stays. The first one of a status is said where no more is known. */
  public enum Code {
    UNREADABLE(400, "The request could not be read"),
    UNKNOWN_FIELD(400, "The body has a field that is not known here"),
    UNKNOWN_PARAMETER(400, "The address has a parameter that is not known here"),
    INVALID_PARAMETER(400, "A parameter or a header is missing, or is not as it must be"),
    UNAUTHENTICATED(401, "No key was sent, or it is not good, or not any more"),
    SCOPE_MISSING(403, "The key is not for this"),
    NOT_THE_BUYER(
        403, "Somebody else of your organization ordered this, who alone can go on with it"),
    NOT_ALLOWED_TO_BUY(403, "The organization does not let the owner of the key order"),
    ABOVE_LIMIT(403, "The organization does not let the owner of the key order for so much"),
    NOT_FOUND(404, "There is no such thing, or not for your organization"),
    METHOD_NOT_ALLOWED(405, "This cannot be asked like that"),
    NOT_ACCEPTABLE(406, "There is nothing of a type that you accept"),
    CONFLICT(409, "It is not like that, or not any more"),
    OFFER_CHANGED(409, "Price or period are not those any more"),
    TERMS_CHANGED(409, "These terms are not those in force"),
    STILL_CHARGING(409, "Another order of yours may be charged still"),
    PAYMENT_UNDER_WAY(409, "A payment was handed in"),
    PURCHASE_ENDED(409, "The purchase has ended"),
    NOT_SOLD(409, "This is not sold at present"),
    LICENSE_NOT_ACTIVE(409, "The license is suspended or has expired"),
    ALREADY_ACTIVATED(409, "The machine has one of the places of the license"),
    NO_PLACE_LEFT(409, "All places of the license are taken"),
    NOT_OFFERED(409, "The offer does not allow that"),
    IDEMPOTENCY_KEY_REUSED(409, "Something else was ordered with this Idempotency-Key"),
    TOO_MANY_ROWS(409, "More than a file may hold"),
    CONTENT_TOO_LARGE(413, "The body is longer than 16 KiB"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    INVALID(422, "A field is not as it must be"),
    TOO_MANY_REQUESTS(429, "Asked too often in this minute", 60),
    TOO_MANY_OPEN(429, "Too many purchases are open", 60),
    FAILED(500, "Something went wrong here"),
    UNAVAILABLE(503, "The records cannot be reached; nothing was done", 10),
    NOT_CONFIRMED(503, "It is not known yet whether it was done; ask the same again", 5);

    private final int status;
    private final String title;
    private final int secondsToWait;

    Code(int status, String title) {
      this(status, title, 0);
    }

    Code(int status, String title, int secondsToWait) {
      this.status = status;
      this.title = title;
      this.secondsToWait = secondsToWait;
    }

    public int status() {
      return status;
    }

    public String title() {
      return title;
    }

    /** As it is told: "terms-changed". */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String urn() {
      return "urn:license-purchase:problem:" + this;
    }
  }

  /**
   * @param type names the kind of problem for ever, and ends with the code
   * @param title the same in words
   * @param detail what is to be said of this one
   * @param errors which fields it is about
   * @param reference by which an operator finds it in the log
   */
  @Schema(name = "Problem", description = "Why something was refused (RFC 9457)")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProblemBody(
      String type,
      String title,
      int status,
      String code,
      String detail,
      @Nullable List<FieldProblem> errors,
      @Nullable String reference) {

    private ProblemBody(
        Code code, String detail, List<FieldProblem> errors, @Nullable String reference) {
      this(
          code.urn(),
          code.title,
          code.status,
          code.toString(),
          detail,
          errors.isEmpty() ? null : errors,
          reference);
    }
  }

  /**
   * @param pointer to the field (RFC 6901), or the name of the parameter or header
   */
  @Schema(name = "FieldProblem")
  public record FieldProblem(String pointer, String detail) {}
}
