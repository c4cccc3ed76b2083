package licensing.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.purchase.message.ForeignText;
import licensing.web.support.TypedText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What administrators did. Written in the transaction of what it tells of. */
@Component
class AdminActions {

  static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;

  AdminActions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** As it is kept; empty where it says nothing. */
  static Optional<String> reason(@Nullable String typed) {
    return Optional.of(TypedText.of(typed))
        .filter(text -> ForeignText.isKept(text, LONGEST_REASON));
  }

  /**
   * Whether the operator may act, at this moment: of two administrators who disable each other at
   * once, one comes too late. So the last one stays.
   */
  boolean isAdmin(UserId operator) {
    return jdbc.sql(
            """
            select id from users where role = 'ADMIN' and disabled_at is null order by id
            for update""")
        .query(UUID.class)
        .list()
        .contains(operator.value());
  }

  /**
   * @param operator null for a command on the machine
   * @param subject what it was done to
   */
  void add(
      @Nullable UserId operator,
      Kind kind,
      String subject,
      String before,
      String after,
      String reason) {
    jdbc.sql(
            """
            insert into admin_actions (operator, action, subject, before, after, reason)
            values (:operator, :action, :subject, :before, :after, :reason)""")
        .param("operator", operator == null ? null : operator.value(), java.sql.Types.OTHER)
        .param("action", kind.name())
        .param("subject", subject)
        .param("before", before)
        .param("after", after)
        .param("reason", reason)
        .update();
  }

  /** The newest first. */
  List<AdminAction> list(int offset, int most) {
    return jdbc.sql(
            """
            select a.*, u.name operator_name, s.name subject_name from admin_actions a
            left join users u on u.id = a.operator
            left join users s on s.id = case when a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              then a.subject::uuid end
            order by a.id desc offset ? limit ?""")
        .params(offset, most)
        .query(
            (row, number) ->
                new AdminAction(
                    new Columns(row).instant("acted_at"),
                    row.getString("operator_name"),
                    Optional.ofNullable(row.getObject("operator", UUID.class))
                        .map(UUID::toString)
                        .orElse(null),
                    Kind.valueOf(row.getString("action")),
                    row.getString("subject_name"),
                    row.getString("subject"),
                    row.getString("before"),
                    row.getString("after"),
                    row.getString("reason")))
        .list();
  }

  /** The names are stored in rows, and keys of messages. */
  enum Kind {
    INVITE,
    DISABLE,
    ENABLE,
    CHANGE_ROLE,
    END_SESSIONS,
    RESET,
    ERASE,
    CREATE_ORGANIZATION,
    CLOSE_ORGANIZATION,
    MARK_TEST,
    UNMARK_TEST,
    PUBLISH_TERMS,
    PUBLISH_OFFER,
    WITHDRAW_OFFER
  }

  /**
   * One of them.
   *
   * @param operatorName null for a command on the machine, as is the id
   * @param subjectName of the user whose id the subject is; null for any other
   */
  record AdminAction(
      Instant at,
      @Nullable String operatorName,
      @Nullable String operatorId,
      Kind kind,
      @Nullable String subjectName,
      String subject,
      String before,
      String after,
      String reason) {}
}
