package licensing.web.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.terms.Sha256;
import licensing.web.errors.ApiProblem;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * With what programs ask: a key belongs to an organization and to the user who made it, and is void
 * once that user is disabled, erased or of another organization. Of what is secret in it only a
 * hash is kept. A plain one is enough: nobody guesses 256 random bits, however fast they try, as
 * they would a password.
 */
@Component
public class ApiKeys {

  /** Of one organization, in use. */
  static final int MOST = 20;

  static final int LONGEST_NAME = 100;

  /** As tools know it that look for secrets in sources: what it is, its id, what is secret. */
  private static final String PREFIX = "lpk_";

  private static final Pattern TEXT =
      Pattern.compile(PREFIX + "([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;

  private static final String IN_USE =
      "k.revoked_at is null and (s.expires_at is null or s.expires_at > now())";

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final SecureRandom random = new SecureRandom();

  ApiKeys(JdbcClient jdbc, Accounts accounts) {
    this.jdbc = jdbc;
    this.accounts = accounts;
  }

  /**
   * Who asks with that key, by the state of this moment; noted as its use. Empty for what is none.
   */
  Optional<ApiCaller> caller(String key) {
    Matcher parts = TEXT.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] given = hash(parts.group(2));
    Optional<ApiCaller> caller =
        jdbc.sql(
                """
                select s.id secret, s.hash, k.* from api_key_secrets s
                join api_keys k on k.id = s.key_id where s.id = ? and %s"""
                    .formatted(IN_USE))
            .param(parts.group(1))
            .query((row, index) -> kept(row))
            .optional()
            .filter(kept -> MessageDigest.isEqual(kept.hash(), given))
            .flatMap(this::caller);
    caller.ifPresent(known -> noteUse(known.secret()));
    return caller;
  }

  private Optional<ApiCaller> caller(Kept kept) {
    return owner(kept.owner(), kept.organization())
        .map(user -> new ApiCaller(user, kept.key(), kept.secret(), kept.scopes()));
  }

  private Optional<ConsoleUser> owner(UserId id, OrganizationId organization) {
    return accounts.of(id).filter(user -> user.organization().equals(organization));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    return new Kept(
        columns.uuid("id"),
        columns.text("secret"),
        row.getBytes("hash"),
        new OrganizationId(columns.uuid("organization_id")),
        new UserId(columns.uuid("user_id")),
        scopes(row.getArray("scopes")));
  }

  /** To the minute: a key that asks all the time is not written all the time. */
  private void noteUse(String secret) {
    jdbc.sql(
            """
            update api_key_secrets set used_at = now() where id = ?
              and (used_at is null or used_at < now() - interval '1 minute')""")
        .param(secret)
        .update();
  }

  /**
   * Asks again, right before something has an effect: the request may have come in slowly, and its
   * key been revoked meanwhile.
   *
   * @throws ApiProblem where it is not good any more
   */
  public void requireStill(ApiCaller caller) {
    boolean good =
        jdbc.sql(
                """
                select exists (select from api_key_secrets s join api_keys k on k.id = s.key_id
                where s.id = ? and %s)"""
                    .formatted(IN_USE))
            .param(caller.secret())
            .query(Boolean.class)
            .single();
    if (!good || owner(caller.user().id(), caller.user().organization()).isEmpty()) {
      throw new ApiProblem(ApiProblem.Code.UNAUTHENTICATED);
    }
  }

  /**
   * @return the key itself, which nobody can be told again; empty where there are too many
   */
  @Transactional
  Optional<String> make(ConsoleUser owner, String name, Set<Scope> scopes) {
    lock(owner.organization());
    if (inUse(owner.organization()) >= MOST) {
      return Optional.empty();
    }
    UUID id = UUID.randomUUID();
    String listed = scopes.stream().map(Scope::toString).collect(joining(","));
    jdbc.sql(
            """
            insert into api_keys (id, organization_id, user_id, name, scopes)
            values (?, ?, ?, ?, string_to_array(?, ','))""")
        .params(id, owner.organization().value(), owner.id().value(), name, listed)
        .update();
    note(id, owner, "MAKE", listed);
    return Optional.of(addSecret(id));
  }

  /** Of two at once the second has to see the first. */
  private void lock(OrganizationId organization) {
    jdbc.sql("select id from organizations where id = ? for no key update")
        .param(organization.value())
        .query(UUID.class)
        .single();
  }

  private int inUse(OrganizationId organization) {
    return jdbc.sql(
            "select count(*) from api_keys where organization_id = ? and revoked_at is null")
        .param(organization.value())
        .query(Integer.class)
        .single();
  }

  /**
   * Gives a key of one's own another secret. The one until now is good for that long besides, and
   * any older one no more: of two that are good at most one is old.
   *
   * @return the key as it is from now on; empty for none, or somebody else's
   */
  @Transactional
  Optional<String> rotate(UUID id, ConsoleUser owner, Duration overlap) {
    boolean own =
        jdbc.sql(
                """
                select id from api_keys where id = ? and user_id = ? and organization_id = ?
                  and revoked_at is null for update""")
            .params(id, owner.id().value(), owner.organization().value())
            .query(UUID.class)
            .optional()
            .isPresent();
    if (!own) {
      return Optional.empty();
    }
    jdbc.sql(
            """
            update api_key_secrets set expires_at = case when expires_at is null
              then now() + :hours * interval '1 hour' else least(expires_at, now()) end
            where key_id = :key""")
        .param("key", id)
        .param("hours", overlap.toHours())
        .update();
    note(id, owner, "ROTATE", overlap.toString());
    return Optional.of(addSecret(id));
  }

  /**
   * Whoever is of the organization may: a key must not outlive its owner's interest in it. A second
   * click finds it done.
   *
   * @return whether the organization has such a key
   */
  @Transactional
  boolean revoke(UUID id, ConsoleUser by) {
    Optional<Boolean> found =
        jdbc.sql(
                """
                update api_keys set revoked_at = coalesce(revoked_at, now())
                where id = ? and organization_id = ? returning old.revoked_at is null""")
            .params(id, by.organization().value())
            .query(Boolean.class)
            .optional();
    if (found.orElse(false)) {
      note(id, by, "REVOKE", "");
    }
    return found.isPresent();
  }

  private void note(UUID key, ConsoleUser operator, String act, String detail) {
    jdbc.sql("insert into api_key_events (key_id, operator, act, detail) values (?, ?, ?, ?)")
        .params(key, operator.id().value(), act, detail)
        .update();
  }

  private String addSecret(UUID key) {
    String id = HexFormat.of().formatHex(randomBytes(ID_BYTES));
    String secret =
        Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(SECRET_BYTES));
    jdbc.sql("insert into api_key_secrets (id, key_id, hash) values (?, ?, ?)")
        .params(id, key, hash(secret))
        .update();
    return PREFIX + id + "_" + secret;
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hash(String secret) {
    return Sha256.digest().digest(secret.getBytes(US_ASCII));
  }

  /** Of the organization; those in use first, the newest before others. */
  List<ListedKey> of(OrganizationId organization) {
    return jdbc.sql(
            """
            select k.*, u.name owner, u.disabled_at is not null or
                u.organization_id <> k.organization_id as void,
              (select id from api_key_secrets
                where key_id = k.id and expires_at is null) secret,
              (select max(used_at) from api_key_secrets where key_id = k.id) used_at,
              (select max(expires_at) from api_key_secrets
                where key_id = k.id and expires_at > now()) old_until
            from api_keys k join users u on u.id = k.user_id
            where k.organization_id = ?
            order by k.revoked_at is not null, k.made_at desc, k.id limit 100""")
        .param(organization.value())
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              return new ListedKey(
                  columns.uuid("id"),
                  columns.text("name"),
                  row.getString("secret"),
                  new UserId(columns.uuid("user_id")),
                  columns.text("owner"),
                  List.copyOf(scopes(row.getArray("scopes"))),
                  columns.instant("made_at"),
                  columns.instantOrNull("used_at"),
                  columns.instantOrNull("old_until"),
                  columns.instantOrNull("revoked_at"),
                  row.getBoolean("void"));
            })
        .list();
  }

  /** Of those that a release takes away nothing is left. */
  private static Set<Scope> scopes(Array stored) throws SQLException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Arrays.stream((String[]) stored.getArray())
        .forEach(each -> Scope.of(each).ifPresent(scopes::add));
    return scopes;
  }

  private record Kept(
      UUID key,
      String secret,
      byte[] hash,
      OrganizationId organization,
      UserId owner,
      Set<Scope> scopes) {}

  /**
   * A key as its organization sees it.
   *
   * @param secret id of the secret that it has now; null where its owner was erased
   * @param owner login name of who made it
   * @param usedAt to the minute; null where nobody did
   * @param oldUntil until when its secret from before is good besides; null where none is
   * @param isVoid whether its owner may not ask any more
   */
  record ListedKey(
      UUID id,
      String name,
      @Nullable String secret,
      UserId ownerId,
      String owner,
      List<Scope> scopes,
      Instant madeAt,
      @Nullable Instant usedAt,
      @Nullable Instant oldUntil,
      @Nullable Instant revokedAt,
      boolean isVoid) {

    /** By which whoever finds the key somewhere knows which one it is; null as its secret. */
    public @Nullable String beginning() {
      return secret == null ? null : PREFIX + secret + "_…";
    }

    public String state() {
      return revokedAt != null ? "REVOKED" : isVoid ? "VOID" : "ACTIVE";
    }
  }
}
