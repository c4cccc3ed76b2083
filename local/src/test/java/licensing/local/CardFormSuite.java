package licensing.local;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What buyers see of the card's form: so many tests that another process runs them. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("licensing.local.browser")
@IncludeTags(CardFormSuite.TAG)
public class CardFormSuite {

  public static final String TAG = "card-form";

  private CardFormSuite() {}
}
