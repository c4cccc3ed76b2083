package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where everything is kept that outlives a start.
 *
 * @param root the folder
 */
public record StateFolder(Path root) {

  /** Beyond this the address of a Unix domain socket is refused by some systems. */
  private static final int LONGEST_SOCKET_PATH = 100;

  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** For a stack of its own: nothing of an earlier one is left in it, nor runs on. */
  public Path emptied(String name, Consumer<String> told) throws IOException {
    Path folder = root.resolve(name);
    new Leftovers(new StateFolder(folder)).stop(told);
    Folders.delete(folder);
    return folder;
  }

  /** Histories and logs are in it, and whoever writes to its socket stops the stack. */
  void keepFromOthers() {
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path secrets() {
    return root.resolve("secrets.properties");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path temporal() {
    return root.resolve("temporal.db");
  }

  /** What the services of a Temporal cluster are configured by. */
  Path temporalCluster() {
    return root.resolve("temporal-cluster");
  }

  /** What the balancer of several consoles is configured by. */
  Path balancer() {
    return root.resolve("balancer");
  }

  /** By which that balancer is known. */
  public Certificate certificate() {
    return new Certificate(balancer());
  }

  Path ledger() {
    return root.resolve("platform.db");
  }

  Path lock() {
    return root.resolve("launcher.lock");
  }

  Path logs() {
    return made("logs");
  }

  Path log(String program) {
    return logs().resolve(program + ".log");
  }

  Path pid(String program) {
    return made("run").resolve(program + ".pid");
  }

  /** The programs of which a start is noted, by the beginning of their names. */
  List<String> started(String beginning) {
    try (var files = Files.list(made("run"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(beginning) && name.endsWith(".pid"))
          .map(name -> name.substring(0, name.length() - ".pid".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a running launcher is spoken to; near, unless the folder's own path is too long. */
  Path socket() {
    Path near = root.resolve("launcher.sock");
    if (near.toString().length() <= LONGEST_SOCKET_PATH) {
      return near;
    }
    String name = "licensing-%08x.sock".formatted(root.toString().hashCode());
    return Path.of(System.getProperty("java.io.tmpdir")).resolve(name);
  }

  private Path made(String folder) {
    try {
      return Files.createDirectories(root.resolve(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
