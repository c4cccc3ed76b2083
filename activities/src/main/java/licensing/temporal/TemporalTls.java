package licensing.temporal;

import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Shows Temporal our certificate, if there is one. The starter's own settings refuse "none". */
class TemporalTls implements TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> {

  private final TemporalTlsSettings settings;

  TemporalTls(TemporalTlsSettings settings) {
    this.settings = settings;
  }

  @Override
  public WorkflowServiceStubsOptions.Builder customize(
      WorkflowServiceStubsOptions.Builder connection) {
    if (settings.isGiven()) {
      try (InputStream certificate = Files.newInputStream(Path.of(settings.certificate()));
          InputStream key = Files.newInputStream(Path.of(settings.key()))) {
        connection.setSslContext(SimpleSslContextBuilder.forPKCS8(certificate, key).build());
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "TEMPORAL_TLS_CERTIFICATE or TEMPORAL_TLS_KEY is unreadable", e);
      }
    }
    return connection;
  }

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
}
