package licensing.platform.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import licensing.platform.fault.Faults;
import licensing.platform.fault.Pauses;

/** The listening server: one virtual thread per request. */
public final class HttpFront implements AutoCloseable {
  static {
    // Without it every second answer on a kept connection waits 40 ms for a delayed
    // acknowledgement.
    setDefault("sun.net.httpserver.nodelay", "true");
    // Seconds for a whole request to arrive: a slow sender does not hold a thread for ever.
    setDefault("sun.net.httpserver.maxReqTime", "30");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Pauses pauses = new Pauses();

  private HttpFront(HttpServer server) {
    this.server = server;
  }

  /** Takes the port; nobody is answered before {@link #serve}. */
  public static HttpFront bind(InetSocketAddress address) throws IOException {
    return new HttpFront(HttpServer.create(address, 0));
  }

  /**
   * @param faults what goes wrong on demand
   * @param subjects which orders requests are about, for faults that concern one order only
   */
  public void serve(Routes routes, Faults faults, Subjects subjects) {
    server.setExecutor(threads);
    var interference = new Interference(pauses);
    server.createContext("/", new Exchanges(routes, faults, subjects, interference));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    pauses.close();
    server.stop(2);
    threads.close();
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
