package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecrecyTest {

  private static final String SECRET = "tokencc_secret";

  private final Secrecy secrecy = new Secrecy(List.of(SECRET));

  @Test
  void namesThePlaceAndNotTheSecret() {
    secrecy.read("history of purchase-1", "nonce=" + SECRET + ";");
    secrecy.read("table purchases", "tokencc_another");

    assertThat(secrecy.leaks())
        .singleElement()
        .asString()
        .contains("history of purchase-1", "toke")
        .doesNotContain(SECRET);
  }

  @Test
  void findsItBetweenBytesThatAreNoText(@TempDir Path logs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xC3, 0, (byte) 0xFF});
    bytes.writeBytes(SECRET.getBytes(StandardCharsets.US_ASCII));
    bytes.write(0x80);
    Files.write(logs.resolve("worker.log"), bytes.toByteArray());
    Files.writeString(logs.resolve("web.log"), "nothing");

    secrecy.readFiles(logs);

    assertThat(secrecy.leaks()).singleElement().asString().startsWith("log worker.log");
  }
}
