package licensing.local;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Every page as it is looked at: so many that another process visits them. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("licensing.local.browser")
@IncludeTags(AllPagesSuite.TAG)
public class AllPagesSuite {

  public static final String TAG = "every-page";

  private AllPagesSuite() {}
}
