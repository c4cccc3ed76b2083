package licensing.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The ports of this machine. */
final class Ports {

  /** Below those that systems give to whoever calls out. Runs beside each other divide them. */
  private static final int FROM = Integer.getInteger("licensing.ports.from", 20_000);

  private static final int TO = Integer.getInteger("licensing.ports.to", 32_000);

  /**
   * Where to look next. In turn: of two stacks that are drawn before either listens, none may hold
   * a port of the other.
   */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(TO - FROM));

  private Ports() {}

  /** Says which port is taken, before anything is started in vain. */
  static void requireFree(Program program, Settings settings) {
    for (LocalPort port : program.ports()) {
      int number = settings.port(port);
      if (!isFree(number)) {
        throw new LaunchFailure(
            "Port %d, wanted by %s, is taken by another program. Stop that, or set %s to another port."
                .formatted(number, program.name(), port.variable()));
      }
    }
  }

  /** A free port for each variable. */
  static Map<String, String> free() {
    Map<String, String> found = new HashMap<>();
    PrimitiveIterator.OfInt free = someFree().distinct().iterator();
    for (LocalPort port : LocalPort.values()) {
      found.put(port.variable(), Integer.toString(free.nextInt()));
    }
    return found;
  }

  /**
   * Free ones, without end. One of those that systems give to whoever calls out may be taken by a
   * call before the program that it was found for listens there.
   */
  static IntStream someFree() {
    return IntStream.generate(() -> FROM + Math.floorMod(NEXT.getAndIncrement(), TO - FROM))
        .filter(Ports::isFree);
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
