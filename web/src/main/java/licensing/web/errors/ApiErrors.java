package licensing.web.errors;

import java.util.List;
import java.util.stream.Collectors;
import licensing.web.api.ApiRoutes;
import licensing.web.errors.ApiProblem.Code;
import licensing.web.errors.ApiProblem.FieldProblem;
import licensing.web.errors.ApiProblem.ProblemBody;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What a route of programs refuses. Whatever is not named here, and what no route takes, comes by
 * {@link ErrorPages}.
 */
@RestControllerAdvice(annotations = ApiRoutes.class)
class ApiErrors {

  @ExceptionHandler
  ResponseEntity<ProblemBody> refused(ApiProblem problem) {
    return problem.answer();
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> refused(ResponseStatusException failure) {
    return ApiProblem.of(failure.getStatusCode().value(), null).answer();
  }

  /** Not JSON, not of that type, or with fields that nobody knows. */
  @ExceptionHandler
  ResponseEntity<ProblemBody> unreadable(HttpMessageNotReadableException failure) {
    if (!(failure.getCause() instanceof JacksonException read)) {
      return new ApiProblem(Code.UNREADABLE, "The body is missing").answer();
    }
    String pointer =
        read.getPath().stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getPropertyName())
            .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
    return read instanceof UnrecognizedPropertyException
        ? ApiProblem.at(pointer, Code.UNKNOWN_FIELD, "is not known here").answer()
        : ApiProblem.at(pointer, Code.UNREADABLE, "is not JSON of the type that it must be")
            .answer();
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> invalid(MethodArgumentNotValidException failure) {
    return invalidFields(failure.getBindingResult().getFieldErrors());
  }

  /** Of a route that has rules for its parameters besides: those come first. */
  @ExceptionHandler
  ResponseEntity<ProblemBody> invalid(HandlerMethodValidationException failure) {
    List<FieldProblem> parameters =
        failure.getValueResults().stream()
            .flatMap(
                result -> result.getResolvableErrors().stream().map(error -> of(result, error)))
            .toList();
    return parameters.isEmpty()
        ? invalidFields(
            failure.getBeanResults().stream()
                .flatMap(body -> body.getFieldErrors().stream())
                .toList())
        : invalidParameter(parameters);
  }

  private static FieldProblem of(ParameterValidationResult result, MessageSourceResolvable error) {
    String name = result.getMethodParameter().getParameterName();
    return new FieldProblem(name == null ? "" : name, message(error.getDefaultMessage()));
  }

  private static ResponseEntity<ProblemBody> invalidFields(List<FieldError> errors) {
    List<FieldProblem> problems =
        errors.stream()
            .map(
                error ->
                    new FieldProblem(
                        "/" + error.getField().replace('.', '/'),
                        message(error.getDefaultMessage())))
            .toList();
    return new ApiProblem(Code.INVALID, Code.INVALID.title(), problems).answer();
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> invalid(MethodArgumentTypeMismatchException failure) {
    return invalidParameter(
        List.of(new FieldProblem(failure.getName(), "is not of the type that it must be")));
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> missing(ServletRequestBindingException failure) {
    String detail = failure.getBody().getDetail();
    return new ApiProblem(
            Code.INVALID_PARAMETER, detail == null ? Code.INVALID_PARAMETER.title() : detail)
        .answer();
  }

  private static ResponseEntity<ProblemBody> invalidParameter(List<FieldProblem> errors) {
    return new ApiProblem(Code.INVALID_PARAMETER, Code.INVALID_PARAMETER.title(), errors).answer();
  }

  private static String message(@Nullable String text) {
    return text == null ? "is not as it must be" : text;
  }
}
