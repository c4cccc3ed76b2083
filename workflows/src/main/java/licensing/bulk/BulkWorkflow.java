package licensing.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.message.ForeignText;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import org.jspecify.annotations.Nullable;

/** One bulk run. Pages read how far it is from its rows, so that it answers no queries. */
@WorkflowInterface
public interface BulkWorkflow {

  String TYPE = "Bulk";

  /** Asks one purchase after the other. A cancellation stops it with what is asked by then. */
  @WorkflowMethod(name = TYPE)
  BulkReport run(BulkStart start);

  /**
   * What was decided, and by whom.
   *
   * @param operator the id of the support person; their login name in runs from before
   * @param operatorId who that is; null in runs that were begun before it was kept
   * @param reason in their words
   * @param address the question as the list's address says it, from its question mark on
   * @param confirmed how many purchases they were told it would be; no more than these are asked
   * @param perSecond how many may be asked in a second
   * @param signature of the console; null where none is made
   */
  record BulkStart(
      BulkId id,
      String operator,
      @Nullable UserId operatorId,
      String reason,
      BulkAction action,
      BulkQuestion question,
      String address,
      int confirmed,
      int perSecond,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String signature) {

    /** More at once is no decision that a person can look over. */
    public static final int MOST = 5000;

    /** Leaves room for the run's name within what a purchase takes for a reason. */
    public static final int LONGEST_REASON = 400;

    private static final int FASTEST = 100;

    /** Not signed. */
    public BulkStart(
        BulkId id,
        String operator,
        @Nullable UserId operatorId,
        String reason,
        BulkAction action,
        BulkQuestion question,
        String address,
        int confirmed,
        int perSecond) {
      this(id, operator, operatorId, reason, action, question, address, confirmed, perSecond, null);
    }

    public BulkStart signed(@Nullable String signature) {
      return new BulkStart(
          id,
          operator,
          operatorId,
          reason,
          action,
          question,
          address,
          confirmed,
          perSecond,
          signature);
    }

    public BulkStart {
      if (confirmed < 1 || confirmed > MOST) {
        throw new IllegalArgumentException("from 1 to %d purchases".formatted(MOST));
      }
      if (perSecond < 1 || perSecond > FASTEST) {
        throw new IllegalArgumentException("from 1 to %d a second".formatted(FASTEST));
      }
      if (!ForeignText.isKept(reason, LONGEST_REASON)) {
        throw new IllegalArgumentException("a bulk run has a reason");
      }
    }
  }

  /**
   * What came of a bulk run.
   *
   * @param chosen how many purchases matched when it began
   * @param notAnswered those that never answered
   * @param notAsked those that were left when it was stopped
   */
  record BulkReport(int chosen, int done, int refused, int notAnswered, int notAsked) {

    @Override
    public String toString() {
      return "%d done, %d refused, %d not answered, %d not asked, of %d"
          .formatted(done, refused, notAnswered, notAsked, chosen);
    }
  }

  /**
   * What many purchases may be asked at once: only what does no harm where it was not needed. The
   * names are stored in rows.
   */
  enum BulkAction {
    RETRY_NOW(SupportCommand.Action.RETRY_NOW),
    RECHECK_NOW(SupportCommand.Action.RECHECK_NOW);

    private final SupportCommand.Action action;

    BulkAction(SupportCommand.Action action) {
      this.action = action;
    }

    /** As it stands in the audit of support's actions. */
    public String words() {
      return action.words();
    }

    /** What each purchase is asked. */
    public SupportCommand command(SupportRequest request) {
      return switch (this) {
        case RETRY_NOW -> new SupportCommand.RetryNow(request);
        case RECHECK_NOW -> new SupportCommand.RecheckNow(request);
      };
    }
  }
}
