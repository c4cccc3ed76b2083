package licensing.web.errors;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Names static files by their content hash, where the usual filter is not reached. */
@Component
class StaticFiles {

  private final ObjectProvider<ResourceUrlProvider> urls;

  StaticFiles(ObjectProvider<ResourceUrlProvider> urls) {
    this.urls = urls;
  }

  HttpServletResponse named(HttpServletResponse response) {
    return new HttpServletResponseWrapper(response) {
      @Override
      public String encodeURL(String url) {
        @Nullable String hashed = urls.getObject().getForLookupPath(url);
        return hashed == null ? url : hashed;
      }
    };
  }
}
