package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  @TempDir Path folder;
  private StateFolder state;
  private Certificate certificate;

  @BeforeEach
  void nothingIsThere() {
    state = new StateFolder(folder);
    certificate = state.certificate();
  }

  @Test
  void isMadeOnceAndItsKeyIsItsOwnersAlone() throws IOException {
    make();

    assertThat(certificate.missing()).isEmpty();
    assertThat(certificate.tls().getProtocol()).isEqualTo("TLS");
    assertThat(certificate.pem()).content().startsWith("-----BEGIN CERTIFICATE-----\n");
    assertThat(certificate.key()).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificate.key())))
        .isEqualTo("rw-------");
  }

  @Test
  void isMadeAnewWhereItCannotBeRead() throws IOException {
    make();
    String first = Files.readString(certificate.pem());
    Files.writeString(state.balancer().resolve("trust.p12"), "broken off");

    make();

    assertThat(certificate.missing()).isEmpty();
    assertThat(certificate.pem()).content().isNotEqualTo(first);
  }

  private void make() {
    Job job = certificate.missing().orElseThrow();
    new Programs(state, line -> {}).run(job.program());
    job.done().run();
  }
}
