package licensing.platform.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The durable ledger: one SQLite file, written by one request at a time. What {@link #enter}
 * returned is on the disk, so an answer that is lost afterwards leaves the truth behind.
 */
public final class Ledger implements AutoCloseable {
  private final Connection connection;
  private final InstantSource clock;
  private final Aging aging;
  private final ReentrantLock turn = new ReentrantLock();

  private Ledger(Connection connection, InstantSource clock, Lifetimes lifetimes) {
    this.connection = connection;
    this.clock = clock;
    this.aging = new Aging(lifetimes);
  }

  /**
   * @throws LedgerFailure if the file cannot be opened or is no ledger
   */
  public static Ledger open(Path file, InstantSource clock, Lifetimes lifetimes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new Ledger(Store.open(file), clock, lifetimes);
    } catch (IOException | SQLException failure) {
      throw new LedgerFailure("The ledger " + file + " cannot be opened.", failure);
    }
  }

  /** All of {@code entry} happens, or nothing; nobody else is at the books meanwhile. */
  public <T> T enter(Function<Books, T> entry) {
    turn.lock();
    try {
      Sql sql = new Sql(connection);
      sql.update("BEGIN IMMEDIATE");
      try {
        Books books = Books.of(sql, clock.instant(), aging.lifetimes());
        aging.apply(books);
        T result = entry.apply(books);
        sql.update("COMMIT");
        return result;
      } catch (RuntimeException | Error failure) {
        sql.update("ROLLBACK");
        throw failure;
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new LedgerFailure("the ledger cannot be closed", failure);
    } finally {
      turn.unlock();
    }
  }
}
