package licensing.web.language;

import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Gives every page the way to itself in each language, under the name {@code languages}. */
@ControllerAdvice
class LanguageLinks {

  /**
   * @param name of the language in itself
   * @param query of the same page, with all that was asked of it
   */
  record Link(String tag, String name, String query) {}

  @ModelAttribute("languages")
  List<Link> languages() {
    return List.of(link("en", "English"), link("zh-CN", "简体中文"));
  }

  private static Link link(String tag, String name) {
    var here = ServletUriComponentsBuilder.fromCurrentRequest();
    return new Link(tag, name, "?" + here.replaceQueryParam("language", tag).build().getQuery());
  }
}
