package licensing.web.language;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** {@code ?language=zh-CN} on any page: only a preference of display, so a link may change it. */
@Configuration(proxyBeanMethods = false)
class LanguageSwitch implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor change = new LocaleChangeInterceptor();
    change.setParamName("language");
    change.setIgnoreInvalidLocale(true);
    // Of other requests no parameter is read here: a body that is too large is an error elsewhere.
    change.setHttpMethods("GET", "HEAD");
    registry.addInterceptor(change);
  }
}
