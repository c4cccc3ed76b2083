package licensing.purchase;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func;
import java.time.Duration;

/** Waiting for what will come right, without giving up and without hurrying. */
final class Patience {

  private final Waits waits;
  private final Story story;
  private final Records records;
  private int wakes;
  private boolean pausing;

  Patience(Waits waits, Story story, Records records) {
    this.waits = waits;
    this.story = story;
    this.records = records;
  }

  /** Ends the present pause: something happened that makes another try worth while. */
  void wake() {
    wakes++;
  }

  boolean isPausing() {
    return pausing;
  }

  /** The pause before the given retry, counted from 1, unless somebody wakes it. */
  void pause(int retry, String whatFollows) {
    pause(waits.beforeRetry(retry), whatFollows);
  }

  void pause(Duration wait, String whatFollows) {
    int seen = wakes;
    pausing = true;
    Deadline pause = new Deadline(wait, whatFollows);
    story.pauses(pause.end());
    if (pause.leavesTimeFor(() -> wakes != seen)) {
      pause.suspend();
    }
    pausing = false;
    story.goesOn();
  }

  /**
   * Repeats a step until it has an answer. Its failures are passing ones, since whatever the
   * business foresees is an answer; a person is told, and it goes on meanwhile.
   */
  <R> R keepTrying(String what, Attention attention, Func<R> step) {
    for (int retry = 1; ; retry++) {
      try {
        R answer = step.apply();
        records.noAttention(attention);
        return answer;
      } catch (ActivityFailure failure) {
        records.attention(attention, Activities.reason(failure), nextTry(retry));
        pause(retry, "%s again, try %d".formatted(what, retry + 1));
      }
    }
  }

  /** What happens by itself after a failure, in words. */
  String nextTry(int retry) {
    return "tries again by itself in " + Story.words(waits.beforeRetry(retry));
  }
}
