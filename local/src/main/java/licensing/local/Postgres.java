package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database server, on loopback alone, small, and as durable as a large one. */
final class Postgres {

  static final String NAME = "postgres";

  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;
  private final LicensingDatabase database;

  Postgres(PostgresBinaries binaries, Path folder, int port, LicensingDatabase database) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
    this.database = database;
  }

  boolean isSetUp() {
    return Files.exists(folder.resolve("PG_VERSION"));
  }

  /** Makes the data folder, which gets its name when it is whole: one broken off is made anew. */
  Job setUp() {
    return new Job(
        new Program("postgres-setup", List.of(), this::initdb, () -> true, Ending.Signal.TERM),
        this::appear);
  }

  Program server() {
    return new Program(
        NAME, List.of(LocalPort.DATABASE), this::postgres, this::isReady, Ending.Signal.INT);
  }

  private ProcessBuilder initdb() throws IOException {
    Files.deleteIfExists(password());
    Files.createFile(password(), onlyOwner());
    Files.writeString(password(), database.superuserPassword());
    Folders.delete(unfinished());
    return command(
        "initdb",
        List.of(
            "--pgdata=" + unfinished(),
            "--username=" + LicensingDatabase.SUPERUSER,
            "--auth=scram-sha-256",
            "--pwfile=" + password(),
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"));
  }

  private void appear() {
    try {
      Files.delete(password());
      Files.move(unfinished(), folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path unfinished() {
    return folder.resolveSibling("postgres.unfinished");
  }

  /** Read while the folder is made, and gone with that. */
  private Path password() {
    return folder.resolveSibling("postgres.password");
  }

  private ProcessBuilder postgres() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-D", folder.toString()));
    for (String setting : settings()) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return command("postgres", arguments);
  }

  private List<String> settings() {
    return List.of(
        "port=" + port,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "timezone=UTC",
        "shared_buffers=64MB",
        // Each console and worker has some, each service of a Temporal cluster, and each peer of
        // ./dev bench purchases.
        "max_connections=400",
        "max_wal_size=256MB",
        "io_workers=1",
        "jit=off");
  }

  private ProcessBuilder command(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.folder().resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || Settings.isOurs(name));
    return builder;
  }

  private boolean isReady() {
    try {
      database.ping();
      return true;
    } catch (SQLException e) {
      if ("28P01".equals(e.getSQLState())) {
        throw new LaunchFailure(
            "The password of the database in " + folder + " is lost; ./dev reset starts anew.", e);
      }
      return false;
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static java.nio.file.attribute.FileAttribute<?> onlyOwner() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
