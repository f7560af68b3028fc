package io.ringmain.cli;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.ringmain.event.Positioned;
import io.ringmain.node.App;

/** Makes an app out of the name of its class. */
final class AppLoader
{
    private AppLoader()
    {}

    /**
     * Loads the class, from the class path that is given or from our own jar, and makes one.
     *
     * @param classPath as the java command takes it, jars and folders; null for none
     */
    static App<Positioned> load(String className, String classPath)
    {
        return supplier(className, classPath).get();
    }

    /**
     * Loads the class and makes one to see that it can be done.
     *
     * @param classPath as the java command takes it, jars and folders; null for none
     * @return makes a fresh one at each call; from any thread
     */
    static Supplier<App<Positioned>> supplier(String className, String classPath)
    {
        Class<?> found = find(className, classPath);
        AtomicReference<App<Positioned>> first = new AtomicReference<>(make(found));
        return () ->
        {
            App<Positioned> made = first.getAndSet(null);
            return made != null ? made : make(found);
        };
    }

    private static Class<?> find(String className, String classPath)
    {
        // open until the process ends: stages may load classes late
        ClassLoader loader = new URLClassLoader("app", urls(classPath), AppLoader.class.getClassLoader());
        Class<?> found;
        try
        {
            found = Class.forName(className, true, loader);
        }
        catch (ClassNotFoundException | LinkageError e)
        {
            throw new UserError(
                    "there is no class %s that can be loaded (%s): give the jars and folders that it needs with --classpath%s"
                            .formatted(className, e, classPath == null ? "" : ", which is " + classPath),
                    e);
        }
        if (!App.class.isAssignableFrom(found))
        {
            throw new UserError(className + " is no " + App.class.getName() + ": name the class that implements it");
        }
        return found;
    }

    @SuppressWarnings("unchecked") // an app's events are Positioned, whatever else they are
    private static App<Positioned> make(Class<?> found)
    {
        String className = found.getName();
        try
        {
            return (App<Positioned>) found.getConstructor().newInstance();
        }
        catch (InvocationTargetException e)
        {
            throw new UserError("the constructor of " + className + " failed: " + e.getCause(), e.getCause());
        }
        catch (ReflectiveOperationException e)
        {
            throw new UserError(className + " needs to be public, with a public constructor without parameters", e);
        }
    }

    private static URL[] urls(String classPath)
    {
        List<URL> urls = new ArrayList<>();
        if (classPath != null)
        {
            for (String entry : classPath.split(File.pathSeparator, -1))
            {
                Path path = Path.of(entry);
                if (!Files.exists(path))
                {
                    throw new UserError("--classpath: there is no " + entry + "; check the path");
                }
                try
                {
                    urls.add(path.toUri().toURL());
                }
                catch (MalformedURLException e)
                {
                    throw new UserError("--classpath: " + entry + " cannot be read: " + e.getMessage(), e);
                }
            }
        }
        return urls.toArray(URL[]::new);
    }
}
