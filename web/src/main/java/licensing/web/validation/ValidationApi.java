package licensing.web.validation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import licensing.edge.Machines;
import licensing.edge.Machines.AlreadyActivated;
import licensing.edge.Machines.Machine;
import licensing.keys.LicenseSignatures;
import licensing.license.License;
import licensing.reading.KeyedLicenses;
import licensing.reading.KeyedLicenses.KeyedLicense;
import licensing.reading.OwnedLicenses.State;
import licensing.web.validation.SignedAnswers.Answer;
import licensing.web.validation.SignedAnswers.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What software asks about its license, as the clients of Keygen's API ask it: whether a key is
 * one, and for its file; and where it may run. Whoever has the key may ask about that license
 * alone.
 */
@RestController
@RequestMapping(ValidationApi.ADDRESS)
class ValidationApi {

  static final String ADDRESS = "/v1";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final String SCHEME = "license ";
  private static final int LONGEST_NAME = 255;

  private final SignedAnswers answers;
  private final KeyedLicenses licenses;
  private final Machines machines;
  private final LicenseSignatures signatures;
  private final Clock clock;
  private final MeterRegistry meters;

  ValidationApi(
      SignedAnswers answers,
      KeyedLicenses licenses,
      Machines machines,
      LicenseSignatures signatures,
      Clock clock,
      MeterRegistry meters) {
    this.answers = answers;
    this.licenses = licenses;
    this.machines = machines;
    this.signatures = signatures;
    this.clock = clock;
    this.meters = meters;
    // From the start, so that the first one is an increase.
    List.of(Verdict.values()).forEach(this::counter);
  }

  @PostMapping("/licenses/actions/validate-key")
  ResponseEntity<byte[]> validateKey(HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          JsonNode meta = SignedAnswers.read(request).path("meta");
          if (!meta.path("key").isString()) {
            throw Refusal.at(
                "/meta/key", HttpStatus.BAD_REQUEST, "META_KEY_MISSING", "must be a license key");
          }
          String key = meta.path("key").asString();
          Optional<KeyedLicense> found = find(key);
          // Asked of no key that is one: of those most are.
          boolean replaced = found.isEmpty() && isReplaced(key);
          return validated(
              found, meta.path("scope"), replaced ? Verdict.REPLACED : Verdict.NOT_FOUND);
        });
  }

  @PostMapping("/licenses/{id}/actions/validate")
  ResponseEntity<byte[]> validate(@PathVariable String id, HttpServletRequest request) {
    return answers.answer(
        request,
        () ->
            validated(
                Optional.of(own(id, request)),
                SignedAnswers.read(request).path("meta").path("scope"),
                Verdict.NOT_FOUND));
  }

  @GetMapping("/me")
  ResponseEntity<byte[]> me(HttpServletRequest request) {
    return answers.answer(
        request, () -> Answer.about(LicenseDocuments.license(authorized(request))));
  }

  @GetMapping("/licenses/{id}")
  ResponseEntity<byte[]> license(@PathVariable String id, HttpServletRequest request) {
    return answers.answer(request, () -> Answer.about(LicenseDocuments.license(own(id, request))));
  }

  @GetMapping("/licenses/{id}/entitlements")
  ResponseEntity<byte[]> entitlements(@PathVariable String id, HttpServletRequest request) {
    return answers.answer(
        request, () -> Answer.about(LicenseDocuments.entitlements(own(id, request))));
  }

  @PostMapping("/licenses/{id}/actions/check-out")
  ResponseEntity<byte[]> checkOut(@PathVariable String id, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          KeyedLicense license = own(id, request);
          return Answer.about(
              LicenseDocuments.file(file(license, request), license.license().purchase()));
        });
  }

  /** The file itself. */
  @GetMapping("/licenses/{id}/actions/check-out")
  ResponseEntity<byte[]> download(@PathVariable String id, HttpServletRequest request) {
    return answers.answer(request, () -> Answer.file(file(own(id, request), request)));
  }

  @GetMapping("/licenses/{id}/machines")
  ResponseEntity<byte[]> machines(@PathVariable String id, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          License license = own(id, request).license();
          var data = JSON.createArrayNode();
          machines
              .of(license.purchase())
              .forEach(it -> data.add(LicenseDocuments.machine(it, license.purchase())));
          return Answer.about(data);
        });
  }

  @PostMapping("/machines")
  ResponseEntity<byte[]> activate(HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          KeyedLicense license = authorized(request);
          JsonNode data = SignedAnswers.read(request).path("data");
          JsonNode named = data.path("relationships").path("license").path("data").path("id");
          if (named.isString()
              && !named.asString().equals(license.license().purchase().toString())) {
            throw Refusal.at(
                "/data/relationships/license",
                HttpStatus.UNPROCESSABLE_CONTENT,
                "LICENSE_INVALID",
                "is not the license of the key");
          }
          Machine machine = activate(license, data.path("attributes"));
          return new Answer(
              HttpStatus.CREATED,
              JSON.createObjectNode()
                  .set("data", LicenseDocuments.machine(machine, license.license().purchase())),
              SignedAnswers.JSON_API);
        });
  }

  @GetMapping("/machines/{name}")
  ResponseEntity<byte[]> machine(@PathVariable String name, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          License license = authorized(request).license();
          return machine(license, machines.find(license.purchase(), text(name)));
        });
  }

  @PostMapping("/machines/{name}/actions/ping")
  ResponseEntity<byte[]> ping(@PathVariable String name, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          License license = authorized(request).license();
          return machine(license, machines.see(license.purchase(), text(name)));
        });
  }

  @PostMapping("/machines/{name}/actions/check-out")
  ResponseEntity<byte[]> checkOutMachine(@PathVariable String name, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          KeyedLicense license = authorized(request);
          Machine machine = machine(license, name);
          return Answer.about(
              LicenseDocuments.file(
                  file(machine, license, request), machine, license.license().purchase()));
        });
  }

  /** The file itself. */
  @GetMapping("/machines/{name}/actions/check-out")
  ResponseEntity<byte[]> downloadMachine(@PathVariable String name, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          KeyedLicense license = authorized(request);
          return Answer.file(file(machine(license, name), license, request));
        });
  }

  @DeleteMapping("/machines/{name}")
  ResponseEntity<byte[]> deactivate(@PathVariable String name, HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          if (!machines.release(authorized(request).license().purchase(), text(name))) {
            throw unknown("machine");
          }
          return Answer.nothing();
        });
  }

  /** In JSON as well, and signed. */
  @RequestMapping("/**")
  ResponseEntity<byte[]> nothingElse(HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          throw unknown("address, or not asked like that,");
        });
  }

  private Machine machine(KeyedLicense license, String name) {
    return machines
        .find(license.license().purchase(), text(name))
        .orElseThrow(() -> unknown("machine"));
  }

  private static Answer machine(License license, Optional<Machine> found) {
    return Answer.about(
        LicenseDocuments.machine(found.orElseThrow(() -> unknown("machine")), license.purchase()));
  }

  private Answer validated(Optional<KeyedLicense> found, JsonNode scope, Verdict missing) {
    if (!scope.isObject() && !scope.isMissingNode() && !scope.isNull()) {
      throw Refusal.at("/meta/scope", HttpStatus.BAD_REQUEST, "BAD_REQUEST", "must be an object");
    }
    Verdict verdict = found.map(license -> verdict(license, scope)).orElse(missing);
    counter(verdict).increment();
    ObjectNode document = JSON.createObjectNode();
    document.set(
        "data",
        found.map(LicenseDocuments::license).map(JsonNode.class::cast).orElse(JSON.nullNode()));
    document
        .putObject("meta")
        .put("ts", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
        .put("valid", verdict.known() == Verdict.VALID)
        .put("detail", verdict.detail)
        .put("code", verdict.known().name())
        .set("scope", scope.isObject() ? scope : JSON.createObjectNode());
    return Answer.of(document);
  }

  private Counter counter(Verdict verdict) {
    return Counter.builder("license_checks")
        .tag("code", verdict.name())
        .description("What software was told of its license")
        .register(meters);
  }

  private Verdict verdict(KeyedLicense license, JsonNode scope) {
    return switch (license.state()) {
      case SUSPENDED -> Verdict.SUSPENDED;
      case EXPIRED -> Verdict.EXPIRED;
      case ACTIVE -> verdictOfScope(license, scope);
      case GRACE -> {
        Verdict verdict = verdictOfScope(license, scope);
        yield verdict == Verdict.VALID ? Verdict.GRACE : verdict;
      }
    };
  }

  private Verdict verdictOfScope(KeyedLicense license, JsonNode scope) {
    String kind = license.license().kind().name();
    if (scope.path("product").isString()
        && !scope.path("product").asString().equalsIgnoreCase(kind)) {
      return Verdict.PRODUCT_SCOPE_MISMATCH;
    }
    for (JsonNode wanted : scope.path("entitlements")) {
      if (!wanted.isString() || !wanted.asString().equalsIgnoreCase(kind)) {
        return Verdict.ENTITLEMENTS_MISSING;
      }
    }
    JsonNode fingerprint = scope.path("fingerprint");
    if (fingerprint.isString() && !fingerprint.asString().isEmpty()) {
      if (license.machines() == 0) {
        return Verdict.NO_MACHINE;
      }
      return machines.find(license.license().purchase(), text(fingerprint.asString())).isPresent()
          ? Verdict.VALID
          : Verdict.FINGERPRINT_SCOPE_MISMATCH;
    }
    return Verdict.VALID;
  }

  private Machine activate(KeyedLicense license, JsonNode attributes) {
    requireWorking(license);
    String fingerprint = text(attributes.path("fingerprint").asString(""));
    if (fingerprint.isBlank() || fingerprint.length() > LONGEST_NAME) {
      throw Refusal.at(
          "/data/attributes/fingerprint",
          HttpStatus.UNPROCESSABLE_CONTENT,
          "FINGERPRINT_INVALID",
          "must have 1 to 255 characters");
    }
    String name = attributes.path("name").asString(attributes.path("hostname").asString(""));
    try {
      return machines
          .activate(
              license.license().purchase(),
              fingerprint,
              shortened(name),
              shortened(attributes.path("platform").asString("")))
          .orElseThrow(
              () ->
                  Refusal.at(
                      "/data",
                      HttpStatus.UNPROCESSABLE_CONTENT,
                      "MACHINE_LIMIT_EXCEEDED",
                      "machine count has exceeded maximum allowed for license ("
                          + license.license().quantity()
                          + ")"));
    } catch (AlreadyActivated e) {
      throw Refusal.at(
          "/data/attributes/fingerprint",
          HttpStatus.UNPROCESSABLE_CONTENT,
          "FINGERPRINT_TAKEN",
          "has already been taken");
    }
  }

  private LicenseFile file(KeyedLicense license, HttpServletRequest request) {
    Term term = term(license, license.issued(), request);
    return LicenseFile.of(license, term.issued(), term.expiry(), isEncrypted(request), signatures);
  }

  private LicenseFile file(Machine machine, KeyedLicense license, HttpServletRequest request) {
    Term term = term(license, machine.activatedAt(), request);
    return LicenseFile.of(
        machine, license, term.issued(), term.expiry(), isEncrypted(request), signatures);
  }

  /** Of a file. With a ttl it is made out now, so that a client may insist on one that is young. */
  private Term term(KeyedLicense license, Instant issued, HttpServletRequest request) {
    if (license.state() == State.SUSPENDED) {
      throw suspended();
    }
    Instant end = license.worksUntil();
    String ttl = request.getParameter("ttl");
    if (ttl == null || ttl.isEmpty()) {
      return new Term(issued, end);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant wanted = now.plusSeconds(seconds(ttl));
    return new Term(now, wanted.isBefore(end) ? wanted : end);
  }

  private record Term(Instant issued, Instant expiry) {}

  private static boolean isEncrypted(HttpServletRequest request) {
    String algorithm = request.getParameter("algorithm");
    if (algorithm == null || algorithm.isEmpty()) {
      String asked = request.getParameter("encrypt");
      return asked != null && List.of("1", "true").contains(asked.toLowerCase(Locale.ROOT));
    }
    return switch (algorithm) {
      case "aes-256-gcm+ed25519" -> true;
      case "base64+ed25519" -> false;
      default ->
          throw Refusal.of(
              HttpStatus.BAD_REQUEST,
              "ALGORITHM_INVALID",
              "must be aes-256-gcm+ed25519 or base64+ed25519");
    };
  }

  private static int seconds(String ttl) {
    try {
      int seconds = Integer.parseInt(ttl);
      if (seconds > 0) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Refused below, like any other number.
    }
    throw Refusal.of(HttpStatus.BAD_REQUEST, "TTL_INVALID", "must be a number of seconds");
  }

  private static void requireWorking(KeyedLicense license) {
    switch (license.state()) {
      case SUSPENDED -> throw suspended();
      case EXPIRED ->
          throw Refusal.of(HttpStatus.FORBIDDEN, "LICENSE_EXPIRED", "license is expired");
      case ACTIVE, GRACE -> {}
    }
  }

  private static Refusal suspended() {
    return Refusal.of(HttpStatus.FORBIDDEN, "LICENSE_SUSPENDED", "license is suspended");
  }

  /** The license of the key that was sent, if that is the one that is asked about. */
  private KeyedLicense own(String id, HttpServletRequest request) {
    KeyedLicense license = authorized(request);
    if (!license.license().purchase().toString().equals(id)) {
      throw unknown("license");
    }
    return license;
  }

  private KeyedLicense authorized(HttpServletRequest request) {
    @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw Refusal.of(
          HttpStatus.UNAUTHORIZED, "LICENSE_INVALID", "Authorization: License KEY is missing");
    }
    return find(header.substring(SCHEME.length()))
        .orElseThrow(
            () ->
                Refusal.of(
                    HttpStatus.UNAUTHORIZED,
                    "LICENSE_INVALID",
                    isReplaced(header.substring(SCHEME.length()))
                        ? "the license key was replaced by another one"
                        : "there is no such license key"));
  }

  private boolean isReplaced(String key) {
    String given = key.strip();
    return KEY.matcher(given).matches() && licenses.isReplaced(new License.Key(given));
  }

  /** What no key looks like needs no look. */
  Optional<KeyedLicense> find(String key) {
    String given = key.strip();
    Optional<KeyedLicense> found =
        KEY.matcher(given).matches() ? licenses.of(new License.Key(given)) : Optional.empty();
    found.ifPresent(license -> answers.paceOf(license.license()));
    return found;
  }

  private static Refusal unknown(String what) {
    return Refusal.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "there is no such " + what);
  }

  /** PostgreSQL takes no such character, and nothing is called so. */
  static String text(String given) {
    return given.replace("\0", "");
  }

  private static String shortened(String given) {
    String text = text(given);
    return text.length() <= LONGEST_NAME
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME / 2));
  }

  /** Whether a license is one, as clients know it. */
  private enum Verdict {
    VALID("is valid"),
    /** For clients, which take any other code for a no, as if it had not ended. */
    GRACE("has expired, and is valid for its grace period"),
    NOT_FOUND("does not exist"),
    /** For clients, which know no such code, as if there were none. */
    REPLACED("was replaced by another key"),
    SUSPENDED("is suspended"),
    EXPIRED("is expired"),
    PRODUCT_SCOPE_MISMATCH("product scope does not match"),
    ENTITLEMENTS_MISSING("is missing one or more required entitlements"),
    NO_MACHINE("must have at least 1 associated machine"),
    FINGERPRINT_SCOPE_MISMATCH("fingerprint is not activated");

    private final String detail;

    Verdict(String detail) {
      this.detail = detail;
    }

    Verdict known() {
      return switch (this) {
        case GRACE -> VALID;
        case REPLACED -> NOT_FOUND;
        default -> this;
      };
    }
  }
}
