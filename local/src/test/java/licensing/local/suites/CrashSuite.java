package licensing.local.suites;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

@Suite
@SelectPackages("licensing.local.crash")
class CrashSuite {}
