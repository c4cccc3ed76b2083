package licensing.bench.disturbed;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;

/**
 * As docs/production.md has it, from one release to the next: its workers are started beside those
 * of the last one, its version is made current, the consoles are exchanged in place, and the old
 * workers stop when nothing is left to them. Its schema is the same, so nothing is migrated.
 */
final class RollingDeploy implements Disturbed.Disturbance {

  private static final List<String> CONSOLES = List.of("web", "web-2");
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final LocalStack stack;
  private final WorkflowClient temporal;
  private List<String> working = List.of("worker", "worker-2");
  private List<String> resting = List.of("worker-3", "worker-4");
  private String release = "local";
  private int deploys;

  /**
   * @param stack with twice as many workers as work, all of its first release
   */
  RollingDeploy(LocalStack stack, WorkflowClient temporal) {
    this.stack = stack;
    this.temporal = temporal;
    resting.forEach(stack::stop);
  }

  @Override
  public void happen(long end) throws InterruptedException {
    String last = release;
    release = "bench-" + ++deploys;
    resting.forEach(worker -> stack.start(worker, Map.of("WORKER_BUILD_ID", release)));
    stack.makeCurrent(release);
    for (String console : CONSOLES) {
      stack.stop(console);
      stack.start(console);
    }
    // What somebody began and left has half an hour to be paid.
    while (System.nanoTime() < end && isAnyOpenOn(last)) {
      Thread.sleep(BETWEEN);
    }
    working.forEach(stack::stop);
    List<String> stopped = working;
    working = resting;
    resting = stopped;
    if (System.nanoTime() > end) {
      throw new LaunchFailure(
          "The deploy was not over when buyers came no more: give it more --seconds.");
    }
  }

  @Override
  public String told() {
    return "%d deploys of two workers and two consoles".formatted(deploys);
  }

  private boolean isAnyOpenOn(String buildId) {
    return temporal
            .countWorkflows(
                "TemporalWorkerDeploymentVersion = \"purchases:%s\" and ExecutionStatus = \"Running\""
                    .formatted(buildId))
            .getCount()
        > 0;
  }
}
