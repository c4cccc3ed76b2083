package licensing.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Another PostgreSQL beside a stack's own, which has each transaction before anybody is told that
 * it is stored.
 */
public final class Standby implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is of a server and not of its data. */
  private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

  private final StateFolder state;
  private final Secrets secrets;
  private final PostgresBinaries binaries;
  private final int primaryPort;
  private final int ownPort;
  private final Path folder;
  private Process server;

  private Standby(Path project, Path folder, LocalStack stack) throws IOException, SQLException {
    this.state = new StateFolder(folder);
    this.secrets = Secrets.in(state.secrets());
    this.binaries = new PostgresBinaries(Installation.of(project, System.getenv()).tools());
    this.primaryPort = Integer.parseInt(stack.get(LocalPort.DATABASE.variable()));
    this.ownPort = Ports.someFree().iterator().nextInt();
    this.folder = folder.resolve("standby");
    copy();
    server = started(ownPort);
    beWaitedFor();
  }

  /**
   * Returns once the stack's own server waits for it at each commit.
   *
   * @param project the folder with a folder per module
   * @param folder where the stack's state is kept
   */
  public static Standby of(Path project, Path folder, LocalStack stack)
      throws IOException, SQLException {
    return new Standby(project, folder, stack);
  }

  /** Serves under the address of the stack's own server, which is dead. */
  public void takeOver() throws IOException, SQLException {
    try (Connection connection = database(ownPort).asSuperuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_promote()");
    }
    end();
    server = started(primaryPort);
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> database(primaryPort).ping());
  }

  @Override
  public void close() {
    end();
  }

  private void end() {
    Ending.end(server.toHandle(), Ending.Signal.INT, PATIENCE);
  }

  private void copy() throws IOException, SQLException {
    try (Connection connection = database(primaryPort).asSuperuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role standby replication login password 'standby'");
      statement.execute("select pg_create_physical_replication_slot('standby', true)");
      statement.execute("select pg_backup_start('standby', true)");
      Files.walkFileTree(state.postgres(), new Copying(state.postgres(), folder));
      try (ResultSet end = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        end.next();
        Files.writeString(folder.resolve("backup_label"), end.getString(1));
      }
    }
    Files.createFile(folder.resolve("standby.signal"));
    Files.writeString(
        folder.resolve("postgresql.auto.conf"),
        """
        primary_conninfo = 'host=127.0.0.1 port=%d user=standby password=standby application_name=standby'
        primary_slot_name = 'standby'
        """
            .formatted(primaryPort));
  }

  private Process started(int port) throws IOException {
    Program program = new Postgres(binaries, folder, port, database(port)).server();
    try {
      return program
          .command()
          .prepare()
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(state.logs().resolve("standby.log").toFile()))
          .start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void beWaitedFor() throws SQLException {
    try (Connection connection = database(primaryPort).asSuperuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set synchronous_standby_names = 'standby'");
      statement.execute("select pg_reload_conf()");
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                try (ResultSet found =
                    statement.executeQuery(
                        "select from pg_stat_replication where sync_state = 'sync'")) {
                  return found.next();
                }
              });
    }
  }

  private LicensingDatabase database(int port) {
    return LicensingDatabase.on(port, secrets);
  }

  /** While the server goes on writing, which its log makes good. */
  private static final class Copying extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
        throws IOException {
      Files.copy(each, copyOf(each), StandardCopyOption.COPY_ATTRIBUTES);
      return each.endsWith("pg_replslot") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
      if (!LEFT_OUT.contains(String.valueOf(each.getFileName()))) {
        try {
          Files.copy(each, copyOf(each), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException gone) {
          // The server needed it no longer.
        }
      }
      return FileVisitResult.CONTINUE;
    }

    private Path copyOf(Path each) {
      return to.resolve(from.relativize(each));
    }
  }
}
