package licensing.crash;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** A worker that dies where the fate of a purchase says so. */
final class MortalWorker extends WorkerInterceptorBase {

  /** How soon silence is noticed where no heartbeat tells of it. */
  private static final Duration MISSED = Duration.ofSeconds(2);

  private final Fates fates;

  MortalWorker(Fates fates) {
    this.fates = fates;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {

      private ActivityExecutionContext context;

      @Override
      public void init(ActivityExecutionContext context) {
        this.context = context;
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        Fate fate = fates.of(context.getInfo().getWorkflowId());
        String type = context.getInfo().getActivityType();
        Object result =
            fate.befalls(
                type, () -> super.execute(input).getResult(), context::doNotCompleteOnReturn);
        return new ActivityOutput(result);
      }
    };
  }

  /** A local activity belongs to its workflow task: if that is lost, Temporal heard of neither. */
  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(
            new WorkflowOutboundCallsInterceptorBase(outbound) {
              @Override
              public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
                Fate fate = fates.of(Workflow.getInfo().getWorkflowId());
                fate.losesTheTask(input.getActivityName(), Death.BEFORE);
                LocalActivityOutput<R> output = super.executeLocalActivity(input);
                if (fate.wouldLoseTheTask(input.getActivityName(), Death.AFTER)) {
                  output.getResult().get();
                  fate.losesTheTask(input.getActivityName(), Death.AFTER);
                }
                return output;
              }

              @Override
              public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
                return super.executeActivity(
                    input.getOptions().getHeartbeatTimeout() == null ? hurried(input) : input);
              }
            });
      }
    };
  }

  private static <R> WorkflowOutboundCallsInterceptor.ActivityInput<R> hurried(
      WorkflowOutboundCallsInterceptor.ActivityInput<R> input) {
    return new WorkflowOutboundCallsInterceptor.ActivityInput<>(
        input.getActivityName(),
        input.getResultClass(),
        input.getResultType(),
        input.getArgs(),
        ActivityOptions.newBuilder(input.getOptions()).setStartToCloseTimeout(MISSED).build(),
        input.getHeader());
  }
}
