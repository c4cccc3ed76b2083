package licensing.local;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a stack is made of, in the order in which it is started. What is used from elsewhere is left
 * out.
 *
 * @param postgres the database server
 * @param services what needs nothing else
 * @param cluster Temporal's services, where they are processes on the same PostgreSQL
 * @param first what needs nothing else and runs to its end
 * @param jobs what runs to its end before the applications
 * @param applications what needs all of the above
 * @param people adds the people who may log in
 * @param trainings what may be learned once all of it runs
 * @param makeCurrent lets what is new begin on the workers' version
 */
record Parts(
    Optional<Database> postgres,
    List<Program> services,
    Optional<TemporalCluster> cluster,
    Supplier<List<Job>> first,
    Supplier<List<Job>> jobs,
    List<Program> applications,
    Runnable people,
    Supplier<List<Training>> trainings,
    Program makeCurrent) {

  /** A server with a database in it. */
  record Database(Postgres server, LicensingDatabase content) {}

  /** All of the project, as the settings say. */
  static Parts of(
      Settings settings, Secrets secrets, Installation installation, StateFolder state) {
    ProgramTable table = new ProgramTable(settings, installation, state);
    Replicas replicas = new Replicas(settings, installation, state, table);
    Migration migration = new Migration(settings, installation, state, table);
    return new Parts(
        settings.runsPostgres()
            ? Optional.of(database(settings, secrets, installation, state))
            : Optional.empty(),
        settings.runsTemporal() && settings.temporalCluster() == 0
            ? List.of(table.temporal())
            : List.of(),
        cluster(settings, secrets, installation, state),
        () -> Stream.concat(unpacking(new RunnableJars(installation)), replicas.first()).toList(),
        () -> migration.job().stream().toList(),
        applications(settings, table, replicas),
        () -> addDemoUsers(settings),
        () -> trainings(table),
        table.makeCurrent());
  }

  private static Optional<TemporalCluster> cluster(
      Settings settings, Secrets secrets, Installation installation, StateFolder state) {
    if (settings.temporalCluster() == 0) {
      return Optional.empty();
    }
    if (!settings.runsPostgres()) {
      throw new LaunchFailure(
          "A cluster of Temporal is run on a database of its own: leave out DATABASE_URL.");
    }
    LicensingDatabase server = LicensingDatabase.on(settings.port(LocalPort.DATABASE), secrets);
    return Optional.of(new TemporalCluster(settings, installation, state, server, secrets));
  }

  static Database database(
      Settings settings, Secrets secrets, Installation installation, StateFolder state) {
    int port = settings.port(LocalPort.DATABASE);
    LicensingDatabase content = LicensingDatabase.on(port, secrets);
    PostgresBinaries binaries = new PostgresBinaries(installation.tools());
    return new Database(new Postgres(binaries, state.postgres(), port, content), content);
  }

  /** The same with other applications. */
  Parts with(List<Program> others) {
    return new Parts(
        postgres, services, cluster, first, jobs, others, people, trainings, makeCurrent);
  }

  /** Those that go on running, first started first. */
  List<Program> lasting() {
    return Stream.of(
            postgres.map(database -> database.server().server()).stream(),
            services.stream(),
            cluster.stream().flatMap(each -> each.services().stream()),
            cluster.stream().flatMap(each -> each.entrances().stream()),
            applications.stream())
        .flatMap(programs -> programs)
        .toList();
  }

  private static Stream<Job> unpacking(RunnableJars jars) {
    return Stream.of(OwnProgram.values()).flatMap(program -> jars.unpacking(program).stream());
  }

  private static List<Program> applications(
      Settings settings, ProgramTable table, Replicas replicas) {
    Stream<Program> platform =
        settings.runsPlatform() ? Stream.of(table.own(OwnProgram.PLATFORM)) : Stream.empty();
    return Stream.concat(platform, replicas.programs().stream()).toList();
  }

  /** The stand-in of the platform is quick enough. */
  private static List<Training> trainings(ProgramTable table) {
    return Stream.of(OwnProgram.WORKER, OwnProgram.WEB).map(table::training).toList();
  }

  private static void addDemoUsers(Settings settings) {
    if (settings.isForTrial()) {
      new DemoUsers(settings.database()).add();
    }
  }
}
