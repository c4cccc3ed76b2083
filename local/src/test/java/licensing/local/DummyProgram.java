package licensing.local;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands for any program: answers on a port, or fails, or refuses to end. */
final class DummyProgram {

  private DummyProgram() {}

  public static void main(String[] words) throws Exception {
    if (words[0].equals("fails")) {
      System.out.println("first line");
      System.err.println("the reason is this");
      System.exit(3);
    }
    if (words[0].equals("hangs")) {
      Runtime.getRuntime().addShutdownHook(new Thread(DummyProgram::waitForEver));
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[1])), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /**
   * @param behaviour "answers", "fails" or "hangs"
   */
  static Program of(String name, String behaviour, LocalPort port, int number) {
    return new Program(
        name,
        List.of(port),
        () ->
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DummyProgram.class.getName(),
                behaviour,
                Integer.toString(number)),
        Health.http(URI.create("http://127.0.0.1:" + number + "/health")),
        Ending.Signal.TERM);
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
