package licensing.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import licensing.local.LocalStack;
import licensing.local.ProcessorTime;

/** Reads what has been used until now. */
public record Meter(LocalStack stack) {

  /** What all peers use; of Temporal there may be several. */
  private static final List<String> SHARED = List.of("temporal", "postgres", "platform");

  /** This process: buyers, and whatever speaks for them to the peer. */
  static final String DRIVER = "driver";

  /**
   * What was used until then.
   *
   * @param processors milliseconds of a processor, by program
   * @param log bytes of PostgreSQL's write-ahead log, whoever wrote them
   */
  public record Reading(Map<String, Long> processors, long log) {

    public Reading since(Reading before) {
      Map<String, Long> used = new LinkedHashMap<>();
      processors.forEach(
          (program, time) -> used.put(program, time - before.processors.getOrDefault(program, 0L)));
      return new Reading(used, log - before.log);
    }
  }

  /** For the shared programs, and those of the entrant alone. */
  public Reading read(Entrant entrant) throws SQLException {
    Map<String, Long> processors = new LinkedHashMap<>();
    for (String program : stack.names()) {
      if (SHARED.stream().anyMatch(program::startsWith)) {
        processors.put(program, ProcessorTime.milliseconds(stack.process(program).orElseThrow()));
      }
    }
    entrant
        .programs()
        .forEach(
            (name, program) -> processors.put(name, ProcessorTime.milliseconds(program.process())));
    processors.put(DRIVER, ownMilliseconds());
    return new Reading(processors, logBytes());
  }

  /** Without the programs that were started from here. */
  private static long ownMilliseconds() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
  }

  private long logBytes() throws SQLException {
    return number("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn", "postgres");
  }

  /**
   * Transactions and changed rows of a database, as its server counts them: some seconds late. Rows
   * by table, since their sum for the database is told with the next transaction only.
   */
  Rows rows(String database) throws SQLException {
    return new Rows(
        number(
            "select xact_commit from pg_stat_database where datname = current_database()",
            database),
        number(
            "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables",
            database));
  }

  /**
   * What a database did.
   *
   * @param commits of transactions that wrote and of those that read alone
   * @param writes rows that were inserted, updated or deleted
   */
  record Rows(long commits, long writes) {

    static final Rows NONE = new Rows(0, 0);

    Rows since(Rows before) {
      return new Rows(commits - before.commits, writes - before.writes);
    }
  }

  private long number(String question, String database) throws SQLException {
    try (var connection = stack.databaseAsSuperuser(database).getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
