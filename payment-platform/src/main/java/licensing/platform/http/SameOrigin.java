package licensing.platform.http;

import org.jspecify.annotations.Nullable;

/** Keeps other sites' pages from pressing this page's buttons. Programs send no Origin. */
public record SameOrigin(Handler handler) implements Handler {

  @Override
  public Answer answer(Request request) {
    return isForeign(request.header("Origin"), request.header("Host"))
        ? Answer.text(403, "Another site's page may not do this.")
        : handler.answer(request);
  }

  private static boolean isForeign(@Nullable String origin, @Nullable String host) {
    return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
  }
}
