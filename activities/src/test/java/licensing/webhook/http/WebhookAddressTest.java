package licensing.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import licensing.webhook.http.WebhookAddress.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {

  private static final WebhookSettings PUBLIC = new WebhookSettings(false, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1"
      })
  void isNotPublic(String address) {
    assertThat(WebhookAddress.isPublic(InetAddress.ofLiteral(address))).isFalse();
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThat(WebhookAddress.problem("https://" + host + "/hooks", PUBLIC))
        .contains(Problem.NOT_PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "169.253.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "192.169.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450::1"
      })
  void isPublic(String address) {
    assertThat(WebhookAddress.isPublic(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/hooks?token=1, ",
    "https://example.com:8443, ",
    "http://example.com/hooks, NOT_ENCRYPTED",
    "https://localhost/hooks, NOT_PUBLIC",
    "https://LOCALHOST:8443/, NOT_PUBLIC",
    "https://127.1/hooks, NO_ADDRESS",
    "https://2130706433/hooks, NOT_PUBLIC",
    "https://0x7f.0.0.1/hooks, NO_ADDRESS",
    "https://ann:secret@example.com/, NO_ADDRESS",
    "https://example.com/#here, NO_ADDRESS",
    "https://例子.example/, NO_ADDRESS",
    "https://example.com:0/, NO_ADDRESS",
    "https://example.com:70000/, NO_ADDRESS",
    "'https://example.com/a b', NO_ADDRESS",
    "ftp://example.com/, NO_ADDRESS",
    "javascript:alert(1), NO_ADDRESS",
    "example.com, NO_ADDRESS",
    "'', NO_ADDRESS"
  })
  void saysWhatIsWrong(String address, Problem problem) {
    assertThat(WebhookAddress.problem(address, PUBLIC).orElse(null)).isEqualTo(problem);
  }

  @Test
  void takesOnesOnThisMachineWhereASettingSaysSo() {
    WebhookSettings all = new WebhookSettings(true, 1);

    assertThat(WebhookAddress.problem("http://127.0.0.1:8080/hooks", all)).isEmpty();
    assertThat(WebhookAddress.problem("http://127.0.0.1:8080/#", all)).contains(Problem.NO_ADDRESS);
  }
}
