package licensing.purchase;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func;
import java.time.Duration;
import licensing.purchase.status.Attention;

/** Waiting for what will come right, without giving up and without hurrying. */
final class Patience {

  private final Timeouts waits;
  private final Story story;
  private final Records records;
  private int wakes;
  private boolean pausing;
  private boolean failing;
  private boolean again;

  Patience(Timeouts waits, Story story, Records records) {
    this.waits = waits;
    this.story = story;
    this.records = records;
  }

  /** Ends the present pause: something happened that makes another try worth while. */
  void wake() {
    wakes++;
  }

  /** Tries at once: now, or as soon as the try that is under way has failed. */
  void retry() {
    again = !pausing;
    wake();
  }

  /** Whether something failed, and has not come right since. */
  boolean isFailing() {
    return failing;
  }

  /** Nothing is left to be tried again. */
  void succeeded() {
    failing = false;
    again = false;
  }

  /** The pause before the given retry, counted from 1, unless somebody wakes it. */
  void pause(int retry, String whatFollows) {
    pause(waits.beforeRetry(retry), whatFollows);
  }

  /**
   * @return whether it lasted to its end
   */
  boolean pause(Duration wait, String whatFollows) {
    failing = true;
    if (again) {
      again = false;
      return false;
    }
    int seen = wakes;
    pausing = true;
    Deadline pause = new Deadline(wait, whatFollows);
    story.pauses(pause.end());
    boolean woken = pause.leavesTimeFor(() -> wakes != seen);
    if (woken) {
      pause.suspend();
    }
    pausing = false;
    story.goesOn();
    return !woken;
  }

  /**
   * Repeats a step until it has an answer. Its failures are passing ones, since whatever the
   * business foresees is an answer; a person is told, and it goes on meanwhile.
   */
  <R> R keepTrying(String what, Attention attention, Func<R> step) {
    for (int retry = 1; ; retry++) {
      try {
        R answer = step.apply();
        succeeded();
        records.noAttention(attention);
        return answer;
      } catch (ActivityFailure failure) {
        records.attention(attention, Activities.reason(failure));
        pause(retry, "%s again, try %d".formatted(what, retry + 1));
      }
    }
  }
}
