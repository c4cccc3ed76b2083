package licensing.bench;

import licensing.local.LocalStack;

/** One of the stack's own programs. */
public record StackProgram(LocalStack stack, String name) implements Victim {

  @Override
  public ProcessHandle process() {
    return stack.process(name).orElseThrow();
  }

  @Override
  public void kill() {
    stack.kill(name);
  }

  @Override
  public void start() {
    stack.start(name);
  }

  @Override
  public void pause() {
    stack.pause(name);
  }

  @Override
  public void resume() {
    stack.resume(name);
  }
}
