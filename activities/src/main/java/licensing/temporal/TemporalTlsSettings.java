package licensing.temporal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By what Temporal knows a program. Both or neither.
 *
 * @param certificate path of a PEM file, the chain included; empty for none
 * @param key path of a PEM file in PKCS 8; empty for none
 */
@ConfigurationProperties("temporal-tls")
record TemporalTlsSettings(@DefaultValue("") String certificate, @DefaultValue("") String key) {

  TemporalTlsSettings {
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new IllegalArgumentException(
          "TEMPORAL_TLS_CERTIFICATE and TEMPORAL_TLS_KEY go together");
    }
  }

  boolean isGiven() {
    return !certificate.isEmpty();
  }
}
