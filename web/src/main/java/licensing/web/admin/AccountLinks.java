package licensing.web.admin;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.UserId;
import licensing.terms.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links by which users choose their password: handed over by a person, each for one use. */
@Component
class AccountLinks {

  static final Duration LASTS = Duration.ofHours(48);

  private static final int RANDOM_BYTES = 32;

  private final StringKeyGenerator tokens =
      new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), RANDOM_BYTES);

  private final JdbcClient jdbc;

  AccountLinks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The secret of a new one; those before it serve no longer. */
  String make(UserId user) {
    String token = tokens.generateKey();
    jdbc.sql("delete from account_links where user_id = ? and used_at is null")
        .param(user.value())
        .update();
    jdbc.sql(
            """
            insert into account_links (token_hash, user_id, expires_at)
            values (:hash, :user, now() + cast(:lasts as interval))""")
        .param("hash", Sha256.of(token))
        .param("user", user.value())
        .param("lasts", LASTS.toString())
        .update();
    return token;
  }

  /** Whose it is; empty where it does not serve. */
  Optional<UserId> owner(String token) {
    return jdbc.sql(
            """
            select user_id from account_links
            where token_hash = ? and used_at is null and expires_at > now()""")
        .param(Sha256.of(token))
        .query(UUID.class)
        .optional()
        .map(UserId::new);
  }

  /** Of two at once, one uses it; then the password is the user's own. */
  @Transactional
  public boolean use(String token, String passwordHash) {
    return jdbc.sql(
                """
                with used as (
                  update account_links set used_at = now()
                  where token_hash = :hash and used_at is null and expires_at > now() returning user_id)
                update users set password_hash = :password, password_initial = false
                from used where users.id = used.user_id and users.disabled_at is null""")
            .param("hash", Sha256.of(token))
            .param("password", passwordHash)
            .update()
        == 1;
  }
}
