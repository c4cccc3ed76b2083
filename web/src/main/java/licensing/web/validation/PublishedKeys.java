package licensing.web.validation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import licensing.keys.LicenseSignatures;
import licensing.keys.LicenseSignatures.PublicKey;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** The keys by which licenses verify, for whoever builds them into software. */
@RestController
class PublishedKeys {

  static final String ADDRESS = "/.well-known/license-keys";

  private static final JsonMapper JSON = new JsonMapper();

  private final LicenseSignatures signatures;

  PublishedKeys(LicenseSignatures signatures) {
    this.signatures = signatures;
  }

  /** The one that signs first. */
  @GetMapping(path = ADDRESS, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> all() {
    var keys = JSON.createArrayNode();
    for (PublicKey key : known()) {
      keys.addObject()
          .put("id", key.id())
          .put("algorithm", "ed25519")
          .put("hex", key.hex())
          .put("pem", key.pem());
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .body(JSON.writeValueAsBytes(JSON.createObjectNode().set("keys", keys)));
  }

  /** For OpenSSL, which reads the first one of a file. */
  @GetMapping(path = ADDRESS + ".pem", produces = "application/x-pem-file")
  ResponseEntity<String> pem() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .body(known().stream().map(PublicKey::pem).collect(Collectors.joining()));
  }

  private List<PublicKey> known() {
    if (signatures.publicKeys().isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return signatures.publicKeys();
  }
}
