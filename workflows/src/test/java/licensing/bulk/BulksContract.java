package licensing.bulk;

import static licensing.bulk.Bulks.BulkOutcome.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Bulks} does. */
public abstract class BulksContract {

  protected final BulkId bulk = BulkId.random();

  protected abstract Bulks bulks();

  /** So many more open purchases that match, the one that waits for the longest first. */
  protected abstract List<PurchaseId> matching(int number);

  /** What {@link #matching} meets. */
  protected abstract BulkQuestion question();

  /** What the purchase does when it is asked, each time the next; then whatever it is asked. */
  protected abstract void answers(PurchaseId purchase, BulkOutcome... outcomes);

  /** The next time that the purchase is asked, whoever asks it dies. */
  protected abstract void isDeadly(PurchaseId purchase);

  /** Who stopped the run, and why. */
  protected abstract @Nullable String stopped();

  /** Which purchases were asked, in this order. */
  protected abstract List<PurchaseId> asked();

  @Test
  void asksThoseThatMatchInTurns() {
    List<PurchaseId> stuck = matching(5);

    assertThat(begin(5)).isEqualTo(5);
    assertThat(bulks().ask(bulk, 2)).isEqualTo(3);
    assertThat(bulks().ask(bulk, 2)).isEqualTo(1);
    assertThat(bulks().ask(bulk, 2)).isZero();

    assertThat(asked()).isEqualTo(stuck);
    assertThat(bulks().end(bulk, null)).isEqualTo(new BulkReport(5, 5, 0, 0, 0));
  }

  @Test
  void decidesOnceWhichTheyAre() {
    List<PurchaseId> stuck = matching(2);
    begin(9);
    matching(3);

    assertThat(begin(9)).isEqualTo(2);
    assertThat(bulks().ask(bulk, 9)).isZero();
    assertThat(asked()).isEqualTo(stuck);
  }

  @Test
  void asksNoMoreThanWereConfirmed() {
    List<PurchaseId> stuck = matching(4);

    assertThat(begin(3)).isEqualTo(3);
    bulks().ask(bulk, 9);

    assertThat(asked()).isEqualTo(stuck.subList(0, 3));
  }

  @Test
  void aRefusalIsAnOutcome() {
    List<PurchaseId> stuck = matching(2);
    answers(stuck.getFirst(), REFUSED);
    begin(2);

    assertThat(bulks().ask(bulk, 2)).isZero();
    assertThat(bulks().end(bulk, null)).isEqualTo(new BulkReport(2, 1, 1, 0, 0));
  }

  @Test
  void whoDoesNotAnswerIsAskedAgainAfterTheOthers() {
    List<PurchaseId> stuck = matching(3);
    answers(stuck.getFirst(), NOT_ANSWERED, DONE);
    begin(3);

    assertThat(bulks().ask(bulk, 3)).isEqualTo(1);
    assertThat(bulks().ask(bulk, 3)).isZero();

    assertThat(asked()).hasSize(4).startsWith(stuck.toArray(PurchaseId[]::new));
    assertThat(asked()).endsWith(stuck.getFirst());
    assertThat(bulks().end(bulk, null)).isEqualTo(new BulkReport(3, 3, 0, 0, 0));
  }

  @Test
  void whoNeverAnswersIsGivenUp() {
    PurchaseId silent = matching(1).getFirst();
    answers(silent, NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, DONE);
    begin(1);

    assertThat(bulks().ask(bulk, 1)).isEqualTo(1);
    assertThat(bulks().ask(bulk, 1)).isEqualTo(1);
    assertThat(bulks().ask(bulk, 1)).isZero();

    assertThat(asked()).hasSize(3);
    assertThat(bulks().end(bulk, null)).isEqualTo(new BulkReport(1, 0, 0, 1, 0));
  }

  @Test
  void asksNobodyTwiceWhoseAnswerIsWrittenDown() {
    List<PurchaseId> stuck = matching(3);
    isDeadly(stuck.get(1));
    begin(3);

    assertThatThrownBy(() -> bulks().ask(bulk, 3)).hasMessageContaining("died");
    assertThat(asked()).containsExactly(stuck.getFirst());

    assertThat(bulks().ask(bulk, 3)).isZero();
    assertThat(asked()).isEqualTo(stuck);
  }

  @Test
  void asksNobodyOnceItIsOver() {
    matching(2);
    begin(2);
    bulks().ask(bulk, 1);

    assertThat(bulks().end(bulk, "ann: enough")).isEqualTo(new BulkReport(2, 1, 0, 0, 1));
    assertThat(bulks().ask(bulk, 1)).isZero();
    assertThat(asked()).hasSize(1);
    assertThat(bulks().end(bulk, "bob: too much")).isEqualTo(new BulkReport(2, 1, 0, 0, 1));
    assertThat(stopped()).isEqualTo("ann: enough");
  }

  @Test
  void maybeNothingMatchesAnyMore() {
    assertThat(begin(3)).isZero();
    assertThat(bulks().ask(bulk, 3)).isZero();
    assertThat(bulks().end(bulk, null)).isEqualTo(new BulkReport(0, 0, 0, 0, 0));
  }

  @Test
  void aRunThatNeverBeganIsOver() {
    assertThat(bulks().ask(bulk, 3)).isZero();
    assertThat(bulks().end(bulk, null)).isEqualTo(new BulkReport(0, 0, 0, 0, 0));
  }

  protected final BulkStart start(int confirmed) {
    return new BulkStart(
        bulk,
        "ann",
        Fixtures.idOf("ann"),
        "the platform is back",
        BulkAction.RETRY_NOW,
        question(),
        "?attention=capture-failing",
        confirmed,
        10);
  }

  private int begin(int confirmed) {
    return bulks().begin(start(confirmed));
  }
}
