package licensing.web.organization;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.payment.Money;
import licensing.purchase.message.ForeignText;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.support.TypedText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the people of an organization may buy, and who of them says so. */
@Component
class Buyers {

  static final int LONGEST_REASON = 500;

  private static final int MOST = 500;
  private static final int MOST_CHANGES = 20;

  private final JdbcClient jdbc;

  Buyers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean isOwner(ConsoleUser user) {
    return isOwner(user.organization(), user.id());
  }

  private boolean isOwner(OrganizationId organization, UserId user) {
    return jdbc.sql(
            "select exists (select from organization_owners where organization_id = ? and user_id = ?)")
        .params(organization.value(), user.value())
        .query(Boolean.class)
        .single();
  }

  Optional<String> name(OrganizationId organization) {
    return jdbc.sql("select name from organizations where id = ? and closed_at is null")
        .param(organization.value())
        .query(String.class)
        .optional();
  }

  /** Everybody of whom nothing is said first, then each by name. */
  List<Member> of(OrganizationId organization) {
    return jdbc.sql(
            """
            select null::uuid id, '' as name, false disabled, false owner,
              coalesce(r.may_buy, true) may_buy, r.cap, r.currency::text currency
            from (select) everybody
            left join buying_rights r on r.organization_id = :organization and r.user_id is null
            union all
            select * from (
              select u.id, u.name, u.disabled_at is not null, o.user_id is not null, r.may_buy,
                r.cap, r.currency::text
              from users u
              left join organization_owners o
                on (o.organization_id, o.user_id) = (u.organization_id, u.id)
              left join buying_rights r on (r.organization_id, r.user_id) = (u.organization_id, u.id)
              where u.organization_id = :organization and u.erased_at is null
              order by u.name, u.id limit :most) people
            """)
        .param("organization", organization.value())
        .param("most", MOST)
        .query(Buyers::member)
        .list();
  }

  private static Member member(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    UUID id = row.getObject("id", UUID.class);
    return new Member(
        id == null ? null : new UserId(id),
        columns.text("name"),
        row.getBoolean("disabled"),
        row.getBoolean("owner"),
        right(row.getObject("may_buy", Boolean.class), row.getBigDecimal("cap")),
        columns.moneyOrNull("cap"));
  }

  private static Right right(@Nullable Boolean mayBuy, @Nullable BigDecimal cap) {
    if (mayBuy == null) {
      return Right.AS_EVERYBODY;
    }
    return mayBuy ? cap == null ? Right.ANY : Right.UP_TO : Right.NONE;
  }

  /** In which prices are, so that limits can be: of what is sold, or was. */
  List<String> currencies() {
    return jdbc.sql("select distinct currency::text as currency from offers order by 1")
        .query((row, index) -> new Columns(row).text("currency"))
        .list();
  }

  /** What was changed, the newest first. */
  List<Change> changes(OrganizationId organization) {
    return jdbc.sql(
            """
            select e.*, u.name person, by.name operator_name from buying_right_events e
            left join users u on u.id = e.user_id join users by on by.id = e.operator
            where e.organization_id = ? order by e.id desc limit ?""")
        .params(organization.value(), MOST_CHANGES)
        .query(
            (row, index) ->
                new Change(
                    new Columns(row).instant("acted_at"),
                    row.getString("operator_name"),
                    Optional.ofNullable(row.getString("person")).orElse(""),
                    row.getString("before"),
                    row.getString("after"),
                    row.getString("reason")))
        .list();
  }

  /**
   * Empty where it is done, or was so already: it holds for the next order.
   *
   * @param ofSupport whether support does it, who must say why
   */
  @Transactional
  public Optional<Problem> change(
      ConsoleUser operator, boolean ofSupport, OrganizationId organization, Sent sent) {
    String reason = TypedText.of(sent.reason());
    if (ofSupport && reason.isEmpty()
        || !reason.isEmpty() && !ForeignText.isKept(reason, LONGEST_REASON)) {
      return Optional.of(Problem.REASON);
    }
    if (sent.right() == Right.UP_TO && sent.upTo().isEmpty()) {
      return Optional.of(Problem.AMOUNT);
    }
    hold(organization);
    Optional<Member> found =
        of(organization).stream().filter(each -> each.key().equals(sent.user())).findFirst();
    if (found.isEmpty() || found.get().id() == null && sent.right() == Right.AS_EVERYBODY) {
      return Optional.of(Problem.UNKNOWN);
    }
    Member member = found.get();
    if (operator.id().equals(member.id())) {
      return Optional.of(Problem.ONESELF);
    }
    if (!ofSupport && !isOwner(organization, operator.id())) {
      return Optional.of(Problem.NOT_OWNER);
    }
    Member wanted = member.with(sent);
    if (!wanted.words().equals(member.words())) {
      write(organization, wanted);
      note(organization, member, wanted, operator, reason);
    }
    return Optional.empty();
  }

  /** Whoever records an order holds it too, so that each sees what the other has done. */
  private void hold(OrganizationId organization) {
    jdbc.sql("select id from organizations where id = ? for no key update")
        .param(organization.value())
        .query(UUID.class)
        .optional();
  }

  private void write(OrganizationId organization, Member member) {
    UUID id = member.id() == null ? null : member.id().value();
    jdbc.sql(
            "delete from buying_rights where organization_id = ? and user_id is not distinct from ?")
        .param(1, organization.value())
        .param(2, id, Types.OTHER)
        .update();
    if (member.right() != Right.AS_EVERYBODY) {
      Money upTo = member.upTo();
      jdbc.sql(
              """
              insert into buying_rights (organization_id, user_id, may_buy, cap, currency)
              values (:organization, :user, :mayBuy, :cap, :currency)""")
          .param("organization", organization.value())
          .param("user", id, Types.OTHER)
          .param("mayBuy", member.right() != Right.NONE)
          .param("cap", upTo == null ? null : upTo.amount(), Types.NUMERIC)
          .param("currency", upTo == null ? null : upTo.currency().getCurrencyCode(), Types.VARCHAR)
          .update();
    }
    if (id != null) {
      jdbc.sql(
              member.owner()
                  ? "insert into organization_owners values (?, ?) on conflict do nothing"
                  : "delete from organization_owners where organization_id = ? and user_id = ?")
          .params(organization.value(), id)
          .update();
    }
  }

  private void note(
      OrganizationId organization,
      Member before,
      Member after,
      ConsoleUser operator,
      String reason) {
    jdbc.sql(
            """
            insert into buying_right_events (organization_id, user_id, operator, before, after, reason)
            values (:organization, :user, :operator, :before, :after, :reason)""")
        .param("organization", organization.value())
        .param("user", after.id() == null ? null : after.id().value(), Types.OTHER)
        .param("operator", operator.id().value())
        .param("before", before.words())
        .param("after", after.words())
        .param("reason", reason)
        .update();
  }

  /** What somebody may buy. The names are keys of messages, and stand in the audit. */
  enum Right {
    /** What everybody may of whom nothing is said. */
    AS_EVERYBODY,
    ANY,
    UP_TO,
    NONE
  }

  /** Why it was not changed. The names are keys of messages. */
  enum Problem {
    REASON,
    AMOUNT,
    /** Nobody, or nobody any more, of the organization. */
    UNKNOWN,
    /** Nobody says what they may do themselves. */
    ONESELF,
    NOT_OWNER
  }

  /**
   * @param id null for everybody of whom nothing is said, as is the name empty
   * @param owner whether they say what others may buy
   * @param upTo the greatest total of one purchase; null unless the right is up to that
   */
  record Member(
      @Nullable UserId id,
      String name,
      boolean disabled,
      boolean owner,
      Right right,
      @Nullable Money upTo) {

    /** By which a form names them. */
    public String key() {
      return id == null ? "" : id.toString();
    }

    Member with(Sent sent) {
      return new Member(
          id,
          name,
          disabled,
          id != null && sent.isOwner(),
          sent.right(),
          sent.right() == Right.UP_TO ? sent.upTo().orElseThrow() : null);
    }

    /** As it stands in the audit. */
    String words() {
      return right + (upTo == null ? "" : " " + upTo) + (owner ? ", OWNER" : "");
    }
  }

  /**
   * @param person empty for everybody of whom nothing is said
   */
  record Change(
      Instant at, String operator, String person, String before, String after, String reason) {}

  /** What was filled in. */
  record Sent(
      String user, Right right, String amount, String currency, boolean isOwner, String reason) {

    /** Empty for what is no amount, or none of that currency. */
    Optional<Money> upTo() {
      if (!amount.strip().matches("\\d{1,9}(\\.\\d{1,4})?")) {
        return Optional.empty();
      }
      try {
        return Optional.of(Money.of(new BigDecimal(amount.strip()), Currency.getInstance(currency)))
            .filter(money -> money.amount().signum() > 0);
      } catch (ArithmeticException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
