package licensing.web.validation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import licensing.edge.Machines;
import licensing.edge.Machines.Machine;
import licensing.license.License;
import licensing.reading.KeyedLicenses.KeyedLicense;
import licensing.web.validation.SignedAnswers.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one question that clients of Polar's API ask without a login: whether a key is good. By that
 * protocol what works no more is not found, whatever the reason.
 */
@RestController
class PolarApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] UNKNOWN_HERE = {
    "modified_at",
    "member_id",
    "member",
    "limit_usage",
    "last_validated_at",
    "subscription_id",
    "subscription",
    "order_id",
    "order"
  };

  private final SignedAnswers answers;
  private final ValidationApi licenses;
  private final Machines machines;

  PolarApi(SignedAnswers answers, ValidationApi licenses, Machines machines) {
    this.answers = answers;
    this.licenses = licenses;
    this.machines = machines;
  }

  @PostMapping("/v1/customer-portal/license-keys/validate")
  ResponseEntity<byte[]> validate(HttpServletRequest request) {
    return answers.answer(
        request,
        () -> {
          JsonNode asked = SignedAnswers.read(request);
          if (!asked.path("key").isString() || !asked.path("organization_id").isString()) {
            return unreadable(asked.path("key").isString() ? "organization_id" : "key");
          }
          return licenses
              .find(asked.path("key").asString())
              .filter(license -> license.state().isWorking())
              .filter(license -> isOf(license, asked.path("benefit_id")))
              .flatMap(license -> granted(license, asked))
              .orElseGet(PolarApi::notFound);
        });
  }

  private static boolean isOf(KeyedLicense license, JsonNode benefit) {
    return !benefit.isString() || benefit.asString().equals(license.license().kind().name());
  }

  /** Empty where an activation is named that the license does not have. */
  private Optional<Answer> granted(KeyedLicense license, JsonNode asked) {
    JsonNode named = asked.path("activation_id");
    if (!named.isString()) {
      return Optional.of(answer(license, asked, null));
    }
    return machines
        .find(license.license().purchase(), ValidationApi.text(named.asString()))
        .map(machine -> answer(license, asked, machine));
  }

  private static Answer answer(KeyedLicense keyed, JsonNode asked, @Nullable Machine machine) {
    License license = keyed.license();
    String key = license.key().value();
    String organization = asked.path("organization_id").asString();
    String id = license.purchase().toString();
    ObjectNode found =
        JSON.createObjectNode()
            .put("id", id)
            .put("created_at", LicenseDocuments.time(keyed.issued()))
            .put("organization_id", organization)
            .put("customer_id", id)
            .put("benefit_id", license.kind().name())
            .put("key", key)
            .put("display_key", "****-" + key.substring(Math.max(0, key.length() - 4)))
            .put("status", "granted")
            .put("limit_activations", license.quantity())
            .put("usage", 0)
            .put("validations", 0)
            .put("expires_at", LicenseDocuments.time(license.period().end()));
    for (String name : UNKNOWN_HERE) {
      found.putNull(name);
    }
    // Who bought is nobody's business who has a key.
    ObjectNode metadata =
        found
            .putObject("customer")
            .put("id", id)
            .put("created_at", LicenseDocuments.time(keyed.issued()))
            .put("organization_id", organization)
            .put("type", "team")
            .put("email_verified", false)
            .putObject("metadata");
    if (keyed.test()) {
      metadata.put("test", true);
    }
    if (machine == null) {
      found.putNull("activation");
    } else {
      found
          .putObject("activation")
          .put("id", machine.id().toString())
          .put("license_key_id", id)
          .put("label", machine.name())
          .put("created_at", LicenseDocuments.time(machine.activatedAt()))
          .putNull("modified_at")
          .putObject("meta");
    }
    return new Answer(HttpStatus.OK, found, MediaType.APPLICATION_JSON);
  }

  private static Answer notFound() {
    return new Answer(
        HttpStatus.NOT_FOUND,
        JSON.createObjectNode().put("error", "ResourceNotFound").put("detail", "Not found"),
        MediaType.APPLICATION_JSON);
  }

  private static Answer unreadable(String field) {
    ObjectNode document = JSON.createObjectNode();
    ObjectNode error =
        document
            .putArray("detail")
            .addObject()
            .put("msg", "must be a text")
            .put("type", "string_type");
    error.putArray("loc").add("body").add(field);
    return new Answer(HttpStatus.UNPROCESSABLE_CONTENT, document, MediaType.APPLICATION_JSON);
  }
}
