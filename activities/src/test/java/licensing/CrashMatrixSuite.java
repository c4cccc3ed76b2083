package licensing;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Begins before all other tests, since it takes as long as they do: see the build file. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("licensing.crash")
class CrashMatrixSuite {}
