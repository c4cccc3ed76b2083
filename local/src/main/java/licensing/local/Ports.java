package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ports of this machine. */
final class Ports {

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
    List<ServerSocket> held = new ArrayList<>();
    Map<String, String> found = new HashMap<>();
    try {
      for (LocalPort port : LocalPort.values()) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        found.put(port.variable(), Integer.toString(socket.getLocalPort()));
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
