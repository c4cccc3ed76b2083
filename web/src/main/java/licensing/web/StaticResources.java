package licensing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Style sheet and scripts, each named by its content and kept for a year. They go without what is
 * for those who write them, comments and indentation: a tenth of what a page sends.
 */
@Component
// Else there is Spring Boot's own handler already.
@Order(Ordered.HIGHEST_PRECEDENCE)
class StaticResources implements WebMvcConfigurer {

  /** The platform's, which browsers compare with the hashes that it publishes. */
  private static final String UNCHANGED = "braintree-";

  private static final Pattern COMMENTS_OF_STYLES = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

  /** Those on lines of their own: within one, two strokes may be part of an address. */
  private static final Pattern COMMENTS_OF_SCRIPTS =
      Pattern.compile("^\\s*//.*$", Pattern.MULTILINE);

  /** Files alone, else each link to a page would be looked up in every jar, for its hash's sake. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/*.*")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS).cachePublic())
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
        .addTransformer(StaticResources::shortened);
  }

  private static Resource shortened(
      HttpServletRequest request, Resource file, ResourceTransformerChain chain)
      throws IOException {
    Resource found = chain.transform(request, file);
    String name = Objects.requireNonNullElse(file.getFilename(), "");
    Pattern comments = name.endsWith(".css") ? COMMENTS_OF_STYLES : COMMENTS_OF_SCRIPTS;
    if (name.startsWith(UNCHANGED) || !(name.endsWith(".css") || name.endsWith(".js"))) {
      return found;
    }
    String text = comments.matcher(found.getContentAsString(StandardCharsets.UTF_8)).replaceAll("");
    String lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n", "", "\n"));
    return new TransformedResource(found, lines.getBytes(StandardCharsets.UTF_8));
  }
}
