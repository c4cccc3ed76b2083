package licensing.bench.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import licensing.bench.Victim;
import licensing.local.LaunchFailure;
import licensing.local.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A peer's program as a process of its own, run with the options of the product's programs. Its end
 * of the pipe says when it is ready; when this end closes, it ends.
 */
public final class PeerProcess implements Victim, AutoCloseable {

  private static final String READY = "ready";

  private final Class<?> program;
  private final Surroundings surroundings;
  private final Path log;
  private final List<String> options;
  private @Nullable Process process;
  private String said = "";

  /**
   * @param program whose main method calls {@link #serve}
   * @param log where it says what it does
   */
  public PeerProcess(Class<?> program, Surroundings surroundings, Path log) {
    this(program, surroundings, log, List.of());
  }

  /**
   * @param options of its JVM that no other program has
   */
  public PeerProcess(Class<?> program, Surroundings surroundings, Path log, List<String> options) {
    this.program = program;
    this.surroundings = surroundings;
    this.log = log;
    this.options = options;
  }

  /**
   * In the process itself: says that it is ready, and stays until whoever started it has ended.
   *
   * @param word what its caller must know, such as a port; may be empty
   */
  @SuppressWarnings("SystemOut") // The pipe.
  public static void serve(String word) throws IOException {
    System.out.println(READY + " " + word);
    // Nobody reads it from here on, and whoever wrote more than it holds would wait for ever.
    System.setOut(System.err);
    while (System.in.read() >= 0) {
      // Nobody says anything: it is only held open.
    }
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void start() throws IOException {
    ProcessBuilder command = new ProcessBuilder(command());
    command.environment().putAll(surroundings.toEnvironment());
    command.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process started = command.start();
    process = started;
    BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new LaunchFailure(program.getSimpleName() + " is not ready; see " + log);
    }
    said = line.substring(READY.length()).strip();
  }

  /** The word with which it was ready. */
  public String said() {
    return said;
  }

  @Override
  public ProcessHandle process() {
    return running().toHandle();
  }

  @Override
  public void kill() {
    running().destroyForcibly();
    try {
      running().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void pause() {
    Signals.send("STOP", process());
  }

  @Override
  public void resume() {
    Signals.send("CONT", process());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Process running() {
    if (process == null) {
      throw new LaunchFailure(program.getSimpleName() + " was not started");
    }
    return process;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.net.http.retryPost=false",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.timezone=UTC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }
}
