package licensing.temporal;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;

/**
 * The name that our programs give with whatever they send. Histories keep it, so that their
 * messages are told from those that somebody sends by hand. It is no proof: who may send by hand
 * may give any name.
 */
public final class Identity implements TemporalOptionsCustomizer<WorkflowClientOptions.Builder> {

  private static final Pattern OURS = Pattern.compile("(console|worker) \\d+@.+");

  private final String program;

  Identity(String program) {
    this.program = program;
  }

  /** Whether a message that came under that name is one of ours. */
  public static boolean isOurs(String identity) {
    return OURS.matcher(identity).matches();
  }

  @Override
  public WorkflowClientOptions.Builder customize(WorkflowClientOptions.Builder client) {
    return client.setIdentity(name());
  }

  /** With process and machine, such as "console 4711@host". */
  String name() {
    return program + " " + ManagementFactory.getRuntimeMXBean().getName();
  }
}
