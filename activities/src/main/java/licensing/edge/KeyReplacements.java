package licensing.edge;

import licensing.buyer.Buyer.UserId;
import licensing.license.License;
import licensing.license.jdbc.LicenseKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives a license another key, where others have come to know the one it has. */
@Component
public final class KeyReplacements {

  private final JdbcClient database;
  private final LicenseKeys keys = new LicenseKeys();

  KeyReplacements(JdbcClient database) {
    this.database = database;
  }

  /**
   * The period, the quantity and the places of machines stay.
   *
   * @param license as whoever asks has seen it
   * @return whether it has another key by that; not where it had one already
   */
  public boolean replace(License license, UserId by) {
    return database
            .sql(
                """
                with replaced as (
                  update licenses set key = :key where purchase_id = :license and key = :old
                  returning purchase_id)
                insert into replaced_license_keys (key, purchase_id, replaced_by)
                select :old, purchase_id, :user from replaced
                """)
            .param("key", keys.next(license.kind()).value())
            .param("license", license.purchase().value())
            .param("old", license.key().value())
            .param("user", by.value())
            .update()
        > 0;
  }
}
