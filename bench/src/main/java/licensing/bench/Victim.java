package licensing.bench;

/** A program that may die, or stop in its tracks, at any moment. */
public interface Victim {

  ProcessHandle process();

  /** As kill -9. */
  void kill();

  /** Starts it again, and returns when it can be used. */
  void start() throws Exception;

  /** As SIGSTOP. */
  void pause();

  /** As SIGCONT. */
  void resume();
}
