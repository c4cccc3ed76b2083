package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import licensing.local.HeldMessage.Fate;
import org.jspecify.annotations.Nullable;

/** A way to a server on which what is asked, or what is answered, can be kept back. */
public final class Tap implements AutoCloseable {

  private final IntSupplier server;
  private final Door door;
  private volatile @Nullable HeldMessage held;
  private int callers;

  /**
   * @param server the port of the server, asked for whenever somebody connects
   */
  Tap(IntSupplier server) {
    this.server = server;
    door = new Door(this::connect);
  }

  int port() {
    return door.port();
  }

  /** Refuses connections, as the port of a program that does not run. */
  public void shut() {
    door.shut();
  }

  /**
   * Waits until nobody is connected: a caller hangs up when it had nothing to ask for some seconds,
   * and would ask in spite of a shut door until then.
   */
  public synchronized void awaitNobody() throws InterruptedException {
    while (callers > 0) {
      wait();
    }
  }

  /** As if nobody had ever stood in the way. */
  public void open() {
    held = null;
    door.open();
  }

  /** Keeps back the next question that contains the text: the server never hears of it. */
  public HeldMessage holdQuestion(String text) {
    return hold(new HeldMessage(text, null, Fate.SILENCE, () -> {}));
  }

  /**
   * Keeps back the next answer that contains one text, on a connection where another was asked
   * before: the server has acted, its caller does not know.
   */
  public HeldMessage holdAnswer(String asked, String answered) {
    return hold(new HeldMessage(asked, answered, Fate.SILENCE, () -> {}));
  }

  /** As {@link #holdAnswer}, but the caller learns that the connection is gone. */
  public HeldMessage cutAnswer(String asked, String answered) {
    return hold(new HeldMessage(asked, answered, Fate.CUT, () -> {}));
  }

  /** Lets something happen before such an answer arrives, which it does. */
  public HeldMessage beforeAnswer(String asked, String answered, Runnable first) {
    return hold(new HeldMessage(asked, answered, Fate.DELIVERED, first));
  }

  @Override
  public void close() {
    door.shut();
  }

  private HeldMessage hold(HeldMessage message) {
    held = message;
    return message;
  }

  private void connect(Socket caller) {
    count(1);
    try {
      Socket called = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt());
      Thread.ofVirtual().start(() -> pass(caller, called, true));
      pass(called, caller, false);
    } catch (IOException e) {
      hangUp(caller);
    } finally {
      count(-1);
    }
  }

  private synchronized void count(int more) {
    callers += more;
    notifyAll();
  }

  private void pass(Socket from, Socket to, boolean request) {
    byte[] bytes = new byte[64 * 1024];
    try (from;
        to) {
      for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
        String text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
        HeldMessage message = held;
        int connection = (request ? to : from).getLocalPort();
        if (message == null || !message.keepsBack(connection, text, request)) {
          to.getOutputStream().write(bytes, 0, read);
        } else if (message.isCut()) {
          return;
        }
      }
    } catch (IOException e) {
      // One side is gone, which is what the tests are about: the other is closed with it.
    }
  }

  private static void hangUp(Socket caller) {
    try {
      caller.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
