package licensing.local;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Its tests share a stack, so that one process runs them all: see the build file. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("licensing.local.browser")
@ExcludeTags({CardFormSuite.TAG, AllPagesSuite.TAG})
class InBrowserSuite {}
