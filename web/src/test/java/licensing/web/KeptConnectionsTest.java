package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import licensing.web.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who closes an idle connection first: the console must not, see the settings. */
@ConsoleTest
class KeptConnectionsTest {

  /** In seconds: what balancers are usually set to. */
  private static final int BALANCER_KEEPS = 60;

  private static final String KEPT_FOR = "keep-alive: timeout=";

  @LocalServerPort private int port;

  @Test
  void areKeptLongerThanByWhoeverAsks() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
          .map(line -> line.toLowerCase(Locale.ROOT))
          .filteredOn(line -> line.startsWith(KEPT_FOR))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(Integer.parseInt(line.substring(KEPT_FOR.length())))
                      .isGreaterThan(BALANCER_KEEPS));
    }
  }
}
