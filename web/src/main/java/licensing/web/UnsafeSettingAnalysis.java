package licensing.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Ends a refused start with one sentence instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnsafeSettingAnalysis extends AbstractFailureAnalyzer<UnsafeSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable root, UnsafeSetting cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
