package licensing.local.crash;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stack for all classes that ask for a scene, since its start takes longer than most tests. */
final class OneScene implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(OneScene.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scene.class;
  }

  @Override
  public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return scene(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    scene(context).repair();
  }

  private static Scene scene(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(Scene.class, type -> Scene.start(Map.of()), Scene.class);
  }
}
