package licensing.web.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.web.errors.ApiProblem.Code;
import licensing.web.errors.ApiProblem.ProblemBody;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * What the description of all routes says besides what their methods say, and that bodies are read
 * as strictly as it says.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String KEY = "apiKey";
  private static final String PROBLEM = "application/problem+json";
  private static final Set<Code> ANYWHERE =
      EnumSet.of(
          Code.UNREADABLE,
          Code.UNKNOWN_PARAMETER,
          Code.INVALID_PARAMETER,
          Code.UNAUTHENTICATED,
          Code.SCOPE_MISSING,
          Code.NOT_FOUND,
          Code.NOT_ACCEPTABLE,
          Code.TOO_MANY_REQUESTS,
          Code.FAILED,
          Code.UNAVAILABLE);
  private static final Set<Code> WITH_A_BODY =
      EnumSet.of(
          Code.UNKNOWN_FIELD, Code.CONTENT_TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE, Code.INVALID);

  /** What is not known, said twice, or of another type is refused, and never guessed at. */
  @Bean
  JsonMapperBuilderCustomizer strictBodies() {
    return json ->
        json.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                LogicalType.Textual,
                texts ->
                    Stream.of(
                            CoercionInputShape.Boolean,
                            CoercionInputShape.Integer,
                            CoercionInputShape.Float)
                        .forEach(shape -> texts.setCoercion(shape, CoercionAction.Fail)))
            .addModule(new SimpleModule().addDeserializer(Integer.class, new WholeNumber()));
  }

  /** 3.0 is a whole number, as JSON Schema has it, and 3.5 is none. */
  private static final class WholeNumber extends StdDeserializer<Integer> {

    WholeNumber() {
      super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser json, DeserializationContext context) {
      if (!json.currentToken().isNumeric()) {
        return (Integer) context.handleUnexpectedToken(Integer.class, json);
      }
      try {
        return json.getDecimalValue().intValueExact();
      } catch (ArithmeticException notWhole) {
        throw context.weirdNumberException(
            json.getDecimalValue(), Integer.class, "not a whole number of 32 bits");
      }
    }
  }

  @Bean
  OpenAPI described() {
    return new OpenAPI()
        .info(
            new Info()
                .title("License purchase")
                .version("1")
                .description(
                    "Buy licenses, and use them, by program. Send a key of your organization, made"
                        + " in the console, as Authorization: Bearer KEY. Whatever is refused is a"
                        + " problem (RFC 9457), told apart by its code. Fields and parameters that"
                        + " are not known here are refused."))
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addSecuritySchemes(
                    KEY,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("lpk_…")));
  }

  @Bean
  OpenApiCustomizer problems() {
    return api ->
        ModelConverters.getInstance(true)
            .readAll(ProblemBody.class)
            .forEach(api.getComponents()::addSchemas);
  }

  @Bean
  OperationCustomizer rules() {
    return (operation, route) -> {
      Scope scope = ApiRules.scopeOf(route);
      operation.addSecurityItem(new SecurityRequirement().addList(KEY, scope.toString()));
      identify(operation);
      refusals(operation, route);
      return operation;
    };
  }

  /** Ids in addresses, which are read as texts: what is none does not exist. */
  private static void identify(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> parameter.getName().equals("id"))
          .forEach(parameter -> parameter.getSchema().format("uuid"));
    }
  }

  private static void refusals(Operation operation, HandlerMethod route) {
    Refuses others = route.getMethodAnnotation(Refuses.class);
    Map<Integer, List<Code>> byStatus =
        Stream.of(
                ANYWHERE.stream(),
                operation.getRequestBody() == null ? Stream.<Code>of() : WITH_A_BODY.stream(),
                others == null ? Stream.<Code>of() : Stream.of(others.value()))
            .flatMap(codes -> codes)
            .sorted()
            .distinct()
            .collect(Collectors.groupingBy(Code::status, TreeMap::new, Collectors.toList()));
    ApiResponses responses = operation.getResponses();
    byStatus.forEach(
        (status, codes) -> responses.addApiResponse(Integer.toString(status), problem(codes)));
    if (route.hasMethodAnnotation(Listing.Tagged.class)) {
      responses.addApiResponse("304", new ApiResponse().description("It is what you have"));
      addHeader(responses, "200", "ETag");
    }
    addHeader(responses, "201", "Location");
  }

  private static void addHeader(ApiResponses responses, String status, String name) {
    ApiResponse response = responses.get(status);
    if (response != null) {
      response.addHeaderObject(
          name, new Header().schema(new Schema<String>().types(Set.of("string"))));
    }
  }

  private static ApiResponse problem(List<Code> codes) {
    String words =
        codes.stream().map(code -> code + ": " + code.title()).collect(Collectors.joining("; "));
    return new ApiResponse()
        .description(words)
        .content(
            new Content()
                .addMediaType(
                    PROBLEM,
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }

  /** Of a record everything is there that may not be null, and nothing else. */
  @Bean
  ModelConverter wholeRecords() {
    return new WholeRecords();
  }

  private static final class WholeRecords implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
        AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
      if (!others.hasNext()) {
        return null;
      }
      Schema<?> schema = others.next().resolve(type, context, others);
      JavaType known = Json31.mapper().constructType(type.getType());
      if (schema != null && known != null && known.getRawClass().isRecord()) {
        Schema<?> model =
            schema.get$ref() == null
                ? schema
                : context
                    .getDefinedModels()
                    .get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
        if (model != null) {
          complete(model, known.getRawClass());
        }
      }
      return schema;
    }

    private static void complete(Schema<?> model, Class<?> type) {
      model.setAdditionalProperties(false);
      for (RecordComponent component : type.getRecordComponents()) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          model.addRequiredItem(component.getName());
        }
      }
    }
  }
}
