package licensing.local;

/** Why the stack cannot run, in a sentence for the person who started it. */
public final class LaunchFailure extends RuntimeException {

  LaunchFailure(String sentence) {
    super(sentence);
  }

  LaunchFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
