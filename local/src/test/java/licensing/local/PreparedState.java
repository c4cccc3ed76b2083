package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A state as a stack has it before its first application starts, once for all tests of a build: to
 * set up database and Temporal anew takes as long as all else of a start.
 */
public final class PreparedState {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  /** Emptied by the build's own clean. */
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** What outlives a start; of its runs nothing is taken along. */
  private static final List<String> LASTING = List.of("secrets.properties", "postgres", "temporal");

  private PreparedState() {}

  /**
   * A folder of its own for a stack.
   *
   * @param prefix of its name
   */
  public static Path copied(String prefix) {
    try {
      Path prepared = whole();
      Path folder = Files.createTempDirectory(TARGET, prefix);
      try (Stream<Path> files = Files.list(prepared)) {
        for (Path file : files.filter(PreparedState::isLasting).toList()) {
          copy(file, folder.resolve(prepared.relativize(file)));
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLasting(Path file) {
    return LASTING.stream().anyMatch(name -> file.getFileName().toString().startsWith(name));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Made by whoever comes first, for which the others wait, be they of this process or not. */
  private static synchronized Path whole() throws IOException {
    Installation installation = Installation.of(PROJECT, System.getenv());
    Path prepared =
        TARGET.resolve("prepared-" + Fingerprint.of(installation.jar(OwnProgram.WORKER)));
    try (FileChannel channel =
            FileChannel.open(
                TARGET.resolve("prepared.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(prepared)) {
        Path making = TARGET.resolve("preparing");
        Folders.delete(making);
        prepare(installation, new StateFolder(making));
        Files.move(making, prepared, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return prepared;
  }

  private static void prepare(Installation installation, StateFolder state) {
    Secrets secrets = Secrets.in(state.secrets());
    Settings settings = new Settings(Ports.free(), secrets, state);
    Parts parts = Parts.of(settings, secrets, installation, state).with(List.of());
    try (LocalStack stack =
        new LocalStack(settings, state, parts, line -> System.out.println("[prepared] " + line))) {
      stack.start();
    }
  }
}
