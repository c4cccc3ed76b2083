package licensing.web.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import licensing.edge.Machines.Machine;
import licensing.license.License;
import licensing.purchase.PurchaseId;
import licensing.reading.KeyedLicenses.KeyedLicense;
import licensing.reading.OwnedLicenses.State;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Licenses and machines as Keygen's clients read them (JSON:API). Who bought is not in them:
 * whoever has a key reads this.
 */
final class LicenseDocuments {

  private static final JsonMapper JSON = new JsonMapper();

  /** Of whom all licenses are: clients ask for the name of an account. */
  private static final String ACCOUNT = "licensing";

  private LicenseDocuments() {}

  static ObjectNode license(KeyedLicense keyed) {
    License license = keyed.license();
    String kind = license.kind().name();
    ObjectNode data = resource(license.purchase().toString(), "licenses");
    ObjectNode attributes =
        data.putObject("attributes")
            .put("name", kind)
            .put("key", license.key().value())
            .put("expiry", time(license.period().end()))
            // Of what they know the one that says that it is about to work no more.
            .put("status", keyed.state() == State.GRACE ? "EXPIRING" : keyed.state().name())
            .put("suspended", keyed.state() == State.SUSPENDED)
            .put("maxMachines", license.quantity())
            .put("created", time(keyed.issued()))
            .put("updated", time(keyed.issued()));
    ObjectNode metadata =
        attributes.putObject("metadata").put("kind", kind).put("quantity", license.quantity());
    // Of what is none nothing is said, so that files stay the bytes that they were.
    if (keyed.test()) {
      metadata.put("test", true);
    }
    ObjectNode relationships = data.putObject("relationships");
    relate(relationships, "account", "accounts", ACCOUNT);
    relate(relationships, "product", "products", kind);
    relate(relationships, "policy", "policies", kind);
    return data;
  }

  /** What the license entitles to: its kind, as a code. */
  static ArrayNode entitlements(KeyedLicense keyed) {
    String kind = keyed.license().kind().name();
    ObjectNode data = resource(kind, "entitlements");
    data.putObject("attributes")
        .put("name", kind)
        .put("code", kind)
        .put("created", time(keyed.issued()))
        .put("updated", time(keyed.issued()))
        .putObject("metadata");
    relate(data.putObject("relationships"), "account", "accounts", ACCOUNT);
    return JSON.createArrayNode().add(data);
  }

  static ObjectNode machine(Machine machine, PurchaseId license) {
    ObjectNode data = resource(machine.id().toString(), "machines");
    data.putObject("attributes")
        .put("fingerprint", machine.fingerprint())
        .put("name", machine.name())
        .put("platform", machine.platform())
        .put("requireHeartbeat", false)
        .put("heartbeatStatus", "ALIVE")
        .put("lastHeartbeat", time(machine.seenAt()))
        .put("created", time(machine.activatedAt()))
        .put("updated", time(machine.seenAt()))
        .putObject("metadata");
    ObjectNode relationships = data.putObject("relationships");
    relate(relationships, "account", "accounts", ACCOUNT);
    relate(relationships, "license", "licenses", license.toString());
    return data;
  }

  static ObjectNode file(LicenseFile file, PurchaseId license) {
    ObjectNode data = file(file, "license-files", "entitlements");
    relate((ObjectNode) data.get("relationships"), "license", "licenses", license.toString());
    return data;
  }

  static ObjectNode file(LicenseFile file, Machine machine, PurchaseId license) {
    ObjectNode data = file(file, "machine-files", "license", "license.entitlements");
    ObjectNode relationships = (ObjectNode) data.get("relationships");
    relate(relationships, "machine", "machines", machine.id().toString());
    relate(relationships, "license", "licenses", license.toString());
    return data;
  }

  private static ObjectNode file(LicenseFile file, String type, String... includes) {
    // The same for the same file.
    UUID id = UUID.nameUUIDFromBytes(file.text().getBytes(UTF_8));
    ObjectNode data = resource(id.toString(), type);
    ArrayNode included =
        data.putObject("attributes")
            .put("certificate", file.text())
            .put("algorithm", file.algorithm())
            .put("issued", time(file.issued()))
            .put("expiry", time(file.expiry()))
            .put("ttl", file.seconds())
            .putArray("includes");
    List.of(includes).forEach(included::add);
    relate(data.putObject("relationships"), "account", "accounts", ACCOUNT);
    return data;
  }

  /** To the second, which every client reads. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ObjectNode resource(String id, String type) {
    return JSON.createObjectNode().put("id", id).put("type", type);
  }

  private static void relate(ObjectNode relationships, String name, String type, String id) {
    relationships.putObject(name).putObject("data").put("type", type).put("id", id);
  }
}
