package licensing.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What programs may ask, each route below one address and with the {@link Scope.Needed scope} that
 * it needs. What is refused there is a problem ({@code licensing.web.errors.ApiProblem}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@RequestMapping(path = ApiRoutes.BASE, produces = MediaType.APPLICATION_JSON_VALUE)
public @interface ApiRoutes {

  String BASE = "/api/v1";

  /** What there is to ask, for anybody. */
  String DESCRIPTION = BASE + "/openapi.json";
}
