package licensing.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema's versions. One job applies them; every other program only checks them. */
public final class Migrations {

  private final Flyway flyway;

  public Migrations(DataSource database) {
    this.flyway =
        Flyway.configure().dataSource(database).locations("classpath:db/migration").load();
  }

  /** Brings the schema to the newest version; repeatable, and safe beside another run. */
  public void apply() {
    flyway.migrate();
  }

  /**
   * Refuses a schema that is not the one this program was built with.
   *
   * @throws org.flywaydb.core.api.exception.FlywayValidateException saying what differs
   */
  public void validate() {
    flyway.validate();
  }
}
