package licensing.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import licensing.web.errors.ApiProblem;
import licensing.web.errors.ApiProblem.Code;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What holds for each route of programs: the key is for it, and what is not known is refused. A
 * misspelt parameter that nobody reads would give another answer than was asked for; of fields of a
 * body the reading sees to that.
 */
@Component
class ApiRules implements HandlerInterceptor, WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(ApiRoutes.BASE + "/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod route && isOurs(route)) {
      requireScope(route, request);
      requireKnownParameters(route, request);
    }
    return true;
  }

  static boolean isOurs(HandlerMethod route) {
    return AnnotatedElementUtils.hasAnnotation(route.getBeanType(), ApiRoutes.class);
  }

  static Scope scopeOf(HandlerMethod route) {
    Scope.Needed needed = route.getMethodAnnotation(Scope.Needed.class);
    return Objects.requireNonNull(needed, () -> route + " says not which scope it needs").value();
  }

  private static void requireScope(HandlerMethod route, HttpServletRequest request) {
    Scope scope = scopeOf(route);
    if (!(request.getUserPrincipal() instanceof Authentication known
        && known.getPrincipal() instanceof ApiCaller caller
        && caller.scopes().contains(scope))) {
      throw new ApiProblem(Code.SCOPE_MISSING, "The key needs the scope " + scope);
    }
  }

  private static void requireKnownParameters(HandlerMethod route, HttpServletRequest request) {
    Set<String> unknown = new HashSet<>(request.getParameterMap().keySet());
    unknown.removeAll(
        Arrays.stream(route.getMethodParameters())
            .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
            .map(parameter -> String.valueOf(parameter.getParameter().getName()))
            .collect(Collectors.toSet()));
    if (!unknown.isEmpty()) {
      throw new ApiProblem(Code.UNKNOWN_PARAMETER);
    }
    // Else an empty one would be what is taken where none is given.
    if (request.getParameterMap().values().stream()
        .anyMatch(values -> values.length != 1 || values[0].isEmpty())) {
      throw new ApiProblem(Code.INVALID_PARAMETER, "A parameter is empty, or given twice");
    }
  }
}
