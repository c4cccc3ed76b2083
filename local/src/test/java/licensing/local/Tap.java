package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A way to a server on which what is asked, or what is answered, can be kept back. */
public final class Tap implements AutoCloseable {

  private final IntSupplier server;
  private final int port;
  private volatile ServerSocket door;
  private volatile @Nullable HeldMessage held;

  /**
   * @param server the port of the server, asked for whenever somebody connects
   */
  Tap(IntSupplier server) {
    this.server = server;
    door = opened(Ports.someFree().iterator().nextInt());
    port = door.getLocalPort();
    serve(door);
  }

  int port() {
    return port;
  }

  /** Refuses connections, as the port of a program that does not run. */
  public void shut() {
    close();
  }

  /** As if nobody had ever stood in the way. */
  public void open() {
    held = null;
    if (door.isClosed()) {
      door = opened(port);
      serve(door);
    }
  }

  /** Keeps back the next question that contains the text: the server never hears of it. */
  public HeldMessage holdQuestion(String text) {
    return hold(new HeldMessage(text, null));
  }

  /**
   * Keeps back the next answer that contains one text, on a connection where another was asked
   * before: the server has acted, its caller does not know.
   */
  public HeldMessage holdAnswer(String asked, String answered) {
    return hold(new HeldMessage(asked, answered));
  }

  @Override
  public void close() {
    closed(door);
  }

  private void serve(ServerSocket opened) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!opened.isClosed()) {
                accept(opened);
              }
            });
  }

  private void accept(ServerSocket opened) {
    try {
      Socket caller = opened.accept();
      Thread.ofVirtual().start(() -> connect(caller));
    } catch (IOException e) {
      closed(opened);
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

  private void connect(Socket caller) {
    try {
      Socket called = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt());
      Thread.ofVirtual().start(() -> pass(caller, called, true));
      pass(called, caller, false);
    } catch (IOException e) {
      closed(caller);
    }
  }

  private void pass(Socket from, Socket to, boolean request) {
    byte[] bytes = new byte[64 * 1024];
    try (from;
        to) {
      for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
        String text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
        if (!isHeld(text, request ? to : from, request)) {
          to.getOutputStream().write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // One side is gone, which is what the tests are about: the other is closed with it.
    }
  }

  private HeldMessage hold(HeldMessage message) {
    held = message;
    return message;
  }

  private boolean isHeld(String text, Socket server, boolean request) {
    HeldMessage message = held;
    return message != null && message.keepsBack(server.getLocalPort(), text, request);
  }

  private static void closed(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
