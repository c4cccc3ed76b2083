package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A port of its own, which can be shut and opened again; each caller is on a thread of its own. */
final class Door {

  private final Consumer<Socket> entered;
  private final int port;
  private volatile ServerSocket socket;

  Door(Consumer<Socket> entered) {
    this.entered = entered;
    socket = opened(Ports.someFree().iterator().nextInt());
    port = socket.getLocalPort();
    serve(socket);
  }

  int port() {
    return port;
  }

  /** Refuses connections, as the port of a program that does not run. */
  void shut() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open() {
    if (socket.isClosed()) {
      socket = opened(port);
      serve(socket);
    }
  }

  private void serve(ServerSocket opened) {
    Thread.ofVirtual().start(() -> accept(opened));
  }

  private void accept(ServerSocket opened) {
    try (opened) {
      while (true) {
        Socket caller = opened.accept();
        Thread.ofVirtual().start(() -> entered.accept(caller));
      }
    } catch (IOException shut) {
      // Nobody comes in any more.
    }
  }

  private static ServerSocket opened(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
