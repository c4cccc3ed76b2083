package licensing.bench.killbill;

import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.Surroundings;

/** The program: Kill Bill's WAR in Jetty, both unmodified, and neither known to the build. */
public final class KillBillServer {

  public static final String WAR = "killbill-profiles-killbill.war";

  private static final String CONTAINER = "jetty-runner.jar";
  private static final String FOLDER = "bench.killbill";

  /** What its libraries reach into, which are older than this JDK. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.net",
          "java.security",
          "java.util",
          "sun.net.www.protocol.file",
          "sun.net.www.protocol.jar");

  private KillBillServer() {}

  /**
   * What its process needs besides.
   *
   * @param files where its WAR and its container are
   * @param scratch where it unpacks what it runs
   */
  public static List<String> options(Path files, Path scratch) {
    return Stream.concat(
            OPENED.stream().map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted),
            Stream.of("-D" + FOLDER + "=" + files, "-Djava.io.tmpdir=" + scratch))
        .toList();
  }

  @SuppressWarnings("SystemOut") // The pipe.
  public static void main(String[] arguments) throws Exception {
    Path files = Path.of(Objects.requireNonNull(System.getProperty(FOLDER), FOLDER));
    configure(Surroundings.fromEnvironment());
    PrintStream pipe = System.out;
    // It logs to standard output, which the pipe is.
    System.setOut(System.err);
    int port = started(files);
    System.setOut(pipe);
    PeerProcess.serve(Integer.toString(port));
  }

  /**
   * Where nothing is said, its documented defaults hold. So do its pools of up to 100 connections:
   * of ten, all were seen held by threads that each waited for a second one, and payments failed.
   */
  private static void configure(Surroundings surroundings) {
    for (String pool : List.of("org.killbill.dao.", "org.killbill.billing.osgi.dao.")) {
      System.setProperty(pool + "url", surroundings.databaseUrl());
      System.setProperty(pool + "user", surroundings.user());
      System.setProperty(pool + "password", surroundings.password());
    }
    // Else each call would hash its tenant's secret 200,000 times.
    System.setProperty("org.killbill.security.shiroNbHashIterations", "1");
    String plugins = System.getProperty("java.io.tmpdir") + "/osgi";
    System.setProperty("org.killbill.osgi.root.dir", plugins);
    System.setProperty("org.killbill.osgi.bundle.install.dir", plugins);
    System.setProperty("org.killbill.server.updateCheck.skip", "true");
  }

  /** Returns its port when it has started. */
  private static int started(Path files)
      throws ReflectiveOperationException, MalformedURLException {
    URLClassLoader classes =
        new URLClassLoader(
            new URL[] {files.resolve(CONTAINER).toUri().toURL()},
            ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(classes);
    Class<?> type = classes.loadClass("org.eclipse.jetty.runner.Runner");
    Object runner = type.getConstructor().newInstance();
    String[] words = {"--host", "127.0.0.1", "--port", "0", files.resolve(WAR).toString()};
    type.getMethod("configure", String[].class).invoke(runner, (Object) words);
    var field = type.getDeclaredField("_server");
    field.setAccessible(true);
    Object server = field.get(runner);
    server.getClass().getMethod("start").invoke(server);
    return ((URI) server.getClass().getMethod("getURI").invoke(server)).getPort();
  }
}
