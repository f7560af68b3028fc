package io.ringmain.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Clones a class as a hidden class, so that the clone has type profiles and constants of its own. One shared loop sees
 * every handler in the program, its call site becomes megamorphic, and nothing is inlined; in a clone the site has one
 * target. Cold path.
 *
 * <p>
 * A template is final, is used as an interface or a superclass of its own, and has one constructor and no lambda or nested
 * class (a clone could not
 * share them).
 */
public final class Specializer
{
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Specializer()
    {}

    static <T> T newInstance(Class<T> face, Class<? extends T> template, Object... arguments)
    {
        return newInstance(face, Object[].class, template, arguments);
    }

    static <T> T newInstance(Class<T> face, Class<?> events, Class<? extends T> template, Object... arguments)
    {
        return newInstance(face, constructor(LOOKUP, events, template), arguments);
    }

    /**
     * Makes an object.
     *
     * @param face        what it is used as
     * @param constructor of a clone
     * @param arguments   of the constructor
     * @param <T>         the face
     * @return the object
     */
    public static <T> T newInstance(Class<T> face, MethodHandle constructor, Object... arguments)
    {
        try
        {
            return face.cast(constructor.invokeWithArguments(arguments));
        }
        catch (Throwable t)
        {
            throw new IllegalStateException("could not make a " + face.getName() + ": " + t, t);
        }
    }

    /**
     * Clones a class.
     *
     * @param lookup   of the template's package
     * @param events   the class of the array that it takes events from, which {@link #eventsClass} answers in the clone
     * @param template the class to clone
     * @return the clone's constructor
     */
    public static MethodHandle constructor(MethodHandles.Lookup lookup, Class<?> events, Class<?> template)
    {
        try
        {
            Class<?> clone = lookup.defineHiddenClassWithClassData(bytes(template), events, true).lookupClass();
            return lookup.findConstructor(clone, MethodType.methodType(void.class,
                    template.getDeclaredConstructors()[0].getParameterTypes()));
        }
        catch (ReflectiveOperationException | LinkageError e)
        {
            throw new IllegalStateException("could not specialise " + template.getName() + ": " + e, e);
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
