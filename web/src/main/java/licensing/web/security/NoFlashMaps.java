package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/**
 * Keeps nothing from one request to the next. The usual manager looks into the session on every
 * request, so even a style sheet would need the database.
 */
@Component("flashMapManager")
class NoFlashMaps implements FlashMapManager {

  @Override
  public @Nullable FlashMap retrieveAndUpdate(
      HttpServletRequest request, HttpServletResponse response) {
    return null;
  }

  @Override
  public void saveOutputFlashMap(
      FlashMap flashes, HttpServletRequest request, HttpServletResponse response) {
    if (!flashes.isEmpty()) {
      throw new IllegalStateException("flash attributes are not kept");
    }
  }
}
