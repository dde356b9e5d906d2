package dev.moveguard.maven;

import dev.moveguard.maven.contract.Engine;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads the engine with its own libraries, apart from those of the Maven that runs: it brings a model builder and a resolver
 * of other versions. Both sides share the JDK and the contract.
 */
final class EngineLoader extends URLClassLoader {
    private static final String CONTRACT = Engine.class.getPackageName() + ".";
    private static final String ENGINE = "dev.moveguard.maven.engine.RulesEngine";

    /** @param classPath the engine's jars, and that of the plugin */
    EngineLoader(List<URL> classPath) {
        super("guard-engine", classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.startsWith(CONTRACT)
                ? Class.forName(name, false, Engine.class.getClassLoader())
                : super.findClass(name);
    }

    /** @throws ReflectiveOperationException when the class path is not the engine's */
    Engine engine() throws ReflectiveOperationException {
        return (Engine) loadClass(ENGINE).getConstructor().newInstance();
    }
}
