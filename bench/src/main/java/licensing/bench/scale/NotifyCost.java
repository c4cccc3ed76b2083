package licensing.bench.scale;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import licensing.local.Measurements;

/**
 * How many transactions a second PostgreSQL commits that write one small row, and how many where
 * each tells something as well: these commit one after the other, for all databases of the server.
 *
 * @param sessions that commit at the same time
 * @param commits a second, where nothing is told
 * @param telling a second, where each tells something
 */
public record NotifyCost(int sessions, double commits, double telling) {

  private static final String CHANNEL = "bench_scale";
  private static final int TURNS = 3;

  /**
   * Each kind in turn.
   *
   * @param database in which a table is made, and dropped
   * @param time of each turn
   */
  static NotifyCost measured(DataSource database, int sessions, Duration time) throws Exception {
    double[] commits = new double[TURNS];
    double[] telling = new double[TURNS];
    execute(database, "create table bench_scale (session int, told bigint)");
    try (Told _ = new Told(database, CHANNEL)) {
      for (int turn = 0; turn < TURNS; turn++) {
        commits[turn] = aSecond(database, sessions, time, false);
        telling[turn] = aSecond(database, sessions, time, true);
      }
    } finally {
      execute(database, "drop table bench_scale");
    }
    Arrays.sort(commits);
    Arrays.sort(telling);
    return new NotifyCost(sessions, Measurements.median(commits), Measurements.median(telling));
  }

  private static double aSecond(DataSource database, int sessions, Duration time, boolean tells)
      throws Exception {
    List<Future<Long>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(sessions)) {
      for (int session = 0; session < sessions; session++) {
        int number = session;
        all.add(threads.submit(() -> commits(database, number, time, tells)));
      }
    }
    long sum = 0;
    for (Future<Long> each : all) {
      sum += each.get();
    }
    return sum * 1e3 / time.toMillis();
  }

  private static long commits(DataSource database, int session, Duration time, boolean tells)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into bench_scale values (?, ?)");
        PreparedStatement tell = connection.prepareStatement("select pg_notify(?, ?)")) {
      connection.setAutoCommit(false);
      long end = System.nanoTime() + time.toNanos();
      long commits = 0;
      for (; System.nanoTime() < end; commits++) {
        insert.setInt(1, session);
        insert.setLong(2, commits);
        insert.executeUpdate();
        if (tells) {
          tell.setString(1, CHANNEL);
          tell.setString(2, session + "-" + commits);
          tell.execute();
        }
        connection.commit();
      }
      return commits;
    }
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
