package licensing.edge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.reading.GracePeriod;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On which machines licensed software was activated: on no more than licenses were bought. */
@Component
public final class Machines {

  private static final String ROWS =
      """
      select id, fingerprint, name, platform, activated_at, seen_at
      from license_machines where purchase_id = :license
      """;

  private static final String NAMED = "(id::text = :name or fingerprint = :name) ";

  private final JdbcClient database;
  private final GracePeriod grace;
  private final Clock clock;

  Machines(JdbcClient database, GracePeriod grace, Clock clock) {
    this.database = database;
    this.grace = grace;
    this.clock = clock;
  }

  /**
   * Takes one of the places of a license that works. Of those who come at once for the last place
   * one gets it: the license's row is locked by the count.
   *
   * @return empty where no place is left, or the license does not work
   * @throws AlreadyActivated where the machine has one of its places
   */
  public Optional<Machine> activate(
      PurchaseId license, String fingerprint, String name, String platform) {
    try {
      return database
          .sql(
              """
              with counted as (
                update licenses set machines = machines + 1
                where purchase_id = :license and machines < quantity
                  and suspended_at is null and ends_at > :endsAfter
                returning purchase_id)
              insert into license_machines (id, purchase_id, fingerprint, name, platform)
              select :id, purchase_id, :fingerprint, :name, :platform from counted
              returning id, fingerprint, name, platform, activated_at, seen_at
              """)
          .param("license", license.value())
          .param("endsAfter", Columns.time(grace.endsAfter(clock.instant())))
          .param("id", UUID.randomUUID())
          .param("fingerprint", fingerprint)
          .param("name", name)
          .param("platform", platform)
          .query((row, index) -> machine(row))
          .optional();
    } catch (DuplicateKeyException e) {
      throw new AlreadyActivated(e);
    }
  }

  /**
   * Gives a place back.
   *
   * @param name its id, or its fingerprint
   * @return whether it had one
   */
  public boolean release(PurchaseId license, String name) {
    // The license first, as activating does: else two could wait for each other.
    return database
            .sql(
                """
                with locked as materialized (
                  select purchase_id from licenses where purchase_id = :license for no key update),
                released as (
                  delete from license_machines using locked
                  where license_machines.purchase_id = locked.purchase_id and
                """
                    + NAMED
                    + """
                      returning id)
                    update licenses set machines = machines - (select count(*) from released)
                    where purchase_id = :license and exists (select from released)
                    """)
            .param("license", license.value())
            .param("name", name)
            .update()
        > 0;
  }

  /** Those of a license, the one that was activated last first. */
  public List<Machine> of(PurchaseId license) {
    return database
        .sql(ROWS + "order by activated_at desc, id")
        .param("license", license.value())
        .query((row, index) -> machine(row))
        .list();
  }

  /**
   * One of a license.
   *
   * @param name its id, or its fingerprint
   */
  public Optional<Machine> find(PurchaseId license, String name) {
    return database
        .sql(ROWS + "and " + NAMED + "order by id::text = :name desc limit 1")
        .param("license", license.value())
        .param("name", name)
        .query((row, index) -> machine(row))
        .optional();
  }

  /** Notes that it is there, and returns it as it is then; empty where it has no place. */
  public Optional<Machine> see(PurchaseId license, String name) {
    database
        .sql(
            "update license_machines set seen_at = now() where purchase_id = :license and " + NAMED)
        .param("license", license.value())
        .param("name", name)
        .update();
    return find(license, name);
  }

  private static Machine machine(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    return new Machine(
        columns.uuid("id"),
        columns.text("fingerprint"),
        columns.text("name"),
        columns.text("platform"),
        columns.instant("activated_at"),
        columns.instant("seen_at"));
  }

  /**
   * Where licensed software runs, as that software says.
   *
   * @param fingerprint what tells it from other machines of its license
   * @param name what its people call it; may be empty, like the platform
   * @param seenAt when it was activated, or said last that it is there
   */
  public record Machine(
      UUID id,
      String fingerprint,
      String name,
      String platform,
      Instant activatedAt,
      Instant seenAt) {}

  /** The machine has a place already: nothing has changed. */
  public static final class AlreadyActivated extends RuntimeException {
    AlreadyActivated(Throwable cause) {
      super("the machine is activated already", cause);
    }
  }
}
