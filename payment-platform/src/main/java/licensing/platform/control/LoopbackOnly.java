package licensing.platform.control;

import java.util.regex.Pattern;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets in programs and pages of this machine alone: the connection comes from it, and the platform
 * was called by one of its names, so that no other site's name that leads here counts as its own.
 */
record LoopbackOnly(Handler handler) implements Handler {
  private static final Pattern OWN =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

  @Override
  public Answer answer(Request request) {
    return request.from().isLoopbackAddress() && isOwn(request.header("Host"))
        ? handler.answer(request)
        : Answer.text(403, "Only this machine may do this.");
  }

  private static boolean isOwn(@Nullable String host) {
    return host != null && OWN.matcher(host).matches();
  }
}
