package licensing.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a program can be used by now. */
@FunctionalInterface
interface Health {

  Duration PATIENCE = Duration.ofSeconds(2);

  boolean isReady() throws InterruptedException;

  /** Something accepts connections there. */
  static Health port(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            (int) PATIENCE.toMillis());
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** The address answers with 200. */
  static Health http(URI address) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    return () -> {
      try {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    };
  }

  default Health and(Health other) {
    return () -> isReady() && other.isReady();
  }
}
