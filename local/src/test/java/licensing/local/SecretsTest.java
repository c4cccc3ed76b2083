package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path folder;

  @Test
  void stayTheSameOverRestarts() {
    Path file = folder.resolve("secrets.properties");

    String first = Secrets.in(file).get("DATABASE_PASSWORD");

    assertThat(Secrets.in(file).get("DATABASE_PASSWORD")).isEqualTo(first).hasSize(48);
  }

  @Test
  void differFromMachineToMachine() {
    assertThat(Secrets.in(folder.resolve("a")).get("FORM_SIGNING_KEY"))
        .isNotEqualTo(Secrets.in(folder.resolve("b")).get("FORM_SIGNING_KEY"));
  }

  @Test
  void areReadByTheirOwnerAlone() throws IOException {
    Path file = folder.resolve("secrets.properties");
    Secrets.in(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void allButNamesAreHidden() {
    Secrets secrets = Secrets.in(folder.resolve("secrets.properties"));

    assertThat(secrets.hidden())
        .hasSize(10)
        .contains(
            secrets.get("DATABASE_PASSWORD"),
            secrets.get("BRAINTREE_PRIVATE_KEY"),
            secrets.get("FORM_SIGNING_KEY"))
        .doesNotContain(secrets.get("BRAINTREE_PUBLIC_KEY"));
  }

  @Test
  void keysAreAsLongAsTheirUse() {
    Secrets secrets = Secrets.in(folder.resolve("secrets.properties"));

    assertThat(Base64.getDecoder().decode(secrets.get("PAYMENT_SECRET_KEY"))).hasSize(32);
    assertThat(Base64.getDecoder().decode(secrets.get("FORM_SIGNING_KEY"))).hasSize(32);
    assertThat(Base64.getDecoder().decode(secrets.get("EVIDENCE_SIGNING_KEY"))).hasSize(32);
    assertThat(Base64.getDecoder().decode(secrets.get("LICENSE_SIGNING_KEY"))).hasSize(32);
  }
}
