package licensing.web.purchase;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Leads from an accepted form to a page that may be reloaded: addresses of this console alone. */
public final class SeeOther {

  private SeeOther() {}

  /**
   * @param path from the root of the console, made here and never from a request
   */
  public static ModelAndView at(String path) {
    var redirect = new RedirectView(path, true);
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    redirect.setExposeModelAttributes(false);
    return new ModelAndView(redirect);
  }
}
