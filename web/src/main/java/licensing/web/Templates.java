package licensing.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;

/**
 * Templates as Spring Boot finds them, without their indentation: it is a tenth of what a page
 * sends, as pages are not compressed. Each is read once.
 */
@Component("defaultTemplateResolver")
class Templates extends SpringResourceTemplateResolver {

  Templates() {
    setPrefix("classpath:/templates/");
    setSuffix(".html");
    setCharacterEncoding("UTF-8");
  }

  @Override
  protected ITemplateResource computeTemplateResource(
      IEngineConfiguration configuration,
      @Nullable String ownerTemplate,
      String template,
      String resourceName,
      String characterEncoding,
      @Nullable Map<String, Object> attributes) {
    return new Unindented(
        super.computeTemplateResource(
            configuration, ownerTemplate, template, resourceName, characterEncoding, attributes));
  }

  private record Unindented(ITemplateResource indented) implements ITemplateResource {

    @Override
    public Reader reader() throws IOException {
      try (BufferedReader lines = new BufferedReader(indented.reader())) {
        return new StringReader(
            lines.lines().map(String::stripLeading).collect(Collectors.joining("\n")));
      }
    }

    @Override
    public String getDescription() {
      return indented.getDescription();
    }

    @Override
    public @Nullable String getBaseName() {
      return indented.getBaseName();
    }

    @Override
    public boolean exists() {
      return indented.exists();
    }

    @Override
    public ITemplateResource relative(String location) {
      return new Unindented(indented.relative(location));
    }
  }
}
