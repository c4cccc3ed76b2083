package licensing.web.errors;

import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import licensing.web.security.SecurityHeaders;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * What is so garbled that the server answers by itself, before there is a page or a filter, has the
 * headers of all answers and says no more than its status.
 */
@Component
class ServersOwnErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final SecurityHeaders headers;

  ServersOwnErrors(SecurityHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    server.addContextCustomizers(
        context ->
            Objects.requireNonNull(context.getParent())
                .getPipeline()
                .addValve(new WithHeaders(headers)));
  }

  private static final class WithHeaders extends ErrorReportValve {

    private final SecurityHeaders headers;

    WithHeaders(SecurityHeaders headers) {
      this.headers = headers;
      setShowReport(false);
      setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
      if (response.getStatus() >= 400 && !response.isCommitted()) {
        headers.writeMissing(request, response);
      }
      if (ApiProblem.isFor(request.getRequestURI()) && isUnanswered(response)) {
        writeProblem(response);
      } else {
        super.report(request, response, thrown);
      }
    }

    private static boolean isUnanswered(Response response) {
      return response.getStatus() >= 400
          && response.getContentWritten() == 0
          && response.setErrorReported();
    }

    /** Programs are told the same way whoever refuses them. */
    private static void writeProblem(Response response) {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      try {
        Writer writer = response.getReporter();
        if (writer != null) {
          writer.write(ApiProblem.of(response.getStatus(), null).text());
          response.finishResponse();
        }
      } catch (IOException e) {
        // Nobody is there any more to be told.
      }
    }
  }
}
