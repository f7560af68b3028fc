package io.ringmain.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Clones a class of this package as a hidden class, so that the clone has type profiles of its own. One shared loop sees
 * every handler in the program, its call site becomes megamorphic, and nothing is inlined; in a clone the site has one
 * target. Cold path.
 *
 * <p>
 * A template is final, implements an interface, has one constructor and no lambda or nested class (a clone could not
 * share them).
 */
final class Specializer
{
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Specializer()
    {}

    static <T> T newInstance(Class<T> face, Class<? extends T> template, Object... arguments)
    {
        try
        {
            Class<?> clone = LOOKUP.defineHiddenClass(bytes(template), true).lookupClass();
            MethodType constructor = MethodType.methodType(void.class,
                    template.getDeclaredConstructors()[0].getParameterTypes());
            MethodHandle handle = LOOKUP.findConstructor(clone, constructor);
            return face.cast(handle.invokeWithArguments(arguments));
        }
        catch (Throwable t)
        {
            throw new IllegalStateException("could not specialise " + template.getName() + ": " + t, t);
        }
    }

    private static byte[] bytes(Class<?> template)
    {
        String resource = template.getSimpleName() + ".class";
        try (InputStream in = template.getResourceAsStream(resource))
        {
            if (in == null)
            {
                throw new IllegalStateException(resource + " is not beside the class that was loaded from it");
            }
            return in.readAllBytes();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
