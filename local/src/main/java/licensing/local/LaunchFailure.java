package licensing.local;

/** Why the stack cannot run, in a sentence for the person who started it. */
public final class LaunchFailure extends RuntimeException {

  public LaunchFailure(String sentence) {
    super(sentence);
  }

  public LaunchFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
