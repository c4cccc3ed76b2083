package licensing.local;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Each of its tests starts a stack, so that another process may run them than the other crashes.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("licensing.local.crash")
@IncludeTags(OwnStackSuite.TAG)
public class OwnStackSuite {

  public static final String TAG = "own-stack";

  private OwnStackSuite() {}
}
