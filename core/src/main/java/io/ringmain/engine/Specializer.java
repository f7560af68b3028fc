package io.ringmain.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
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
public final class Specializer
{
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Specializer()
    {}

    static <T> T newInstance(Class<T> face, Class<? extends T> template, Object... arguments)
    {
        return newInstance(LOOKUP, Object[].class, face, template, arguments);
    }

    /**
     * Makes an object of a clone of a class.
     *
     * @param lookup    of the template's package
     * @param events    the class of the array that it takes events from, which {@link #eventsClass} answers in the clone
     * @param face      what the clone is used as
     * @param template  the class to clone
     * @param arguments of its constructor
     * @param <T>       the face
     * @return of a class of its own
     */
    public static <T> T newInstance(MethodHandles.Lookup lookup, Class<?> events, Class<T> face,
            Class<? extends T> template, Object... arguments)
    {
        try
        {
            Class<?> clone = lookup.defineHiddenClassWithClassData(bytes(template), events, true).lookupClass();
            MethodType constructor = MethodType.methodType(void.class,
                    template.getDeclaredConstructors()[0].getParameterTypes());
            MethodHandle handle = lookup.findConstructor(clone, constructor);
            return face.cast(handle.invokeWithArguments(arguments));
        }
        catch (Throwable t)
        {
            throw new IllegalStateException("could not specialise " + template.getName() + ": " + t, t);
        }
    }

    /**
     * The class of the array that a clone takes events from. In a static final field of the clone it is a constant for the
     * JIT, which then knows what comes out of the array, and leaves out the check of each event's class where the user's
     * code casts it. For a publisher that is more than an instruction: the check reads the event before it is written, so
     * the cache line comes from the other core as a shared one first, and a second time to be owned.
     *
     * @param clone the lookup of the clone itself
     * @return {@code Object[]} in the template
     */
    public static Class<?> eventsClass(MethodHandles.Lookup clone)
    {
        try
        {
            Class<?> its = MethodHandles.classData(clone, ConstantDescs.DEFAULT_NAME, Class.class);
            return its == null ? Object[].class : its;
        }
        catch (IllegalAccessException e)
        {
            throw new IllegalArgumentException(clone + " is not a class's own lookup", e);
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
