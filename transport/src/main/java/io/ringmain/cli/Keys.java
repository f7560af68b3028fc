package io.ringmain.cli;

import java.io.IOException;
import java.io.InputStream;

/** Keys out of what a terminal sends, which for an arrow is three bytes. Answers at once. */
final class Keys
{
    /** What a key is for. */
    enum Key
    {
        NONE, PAUSE, STEP, FASTER, SLOWER, QUIT
    }

    private static final int ESCAPE = 27;

    private final InputStream in;
    private int state;

    Keys(InputStream in)
    {
        this.in = in;
    }

    /** The next key that was pressed and means something. */
    Key next()
    {
        try
        {
            while (in.available() > 0)
            {
                Key key = decode(in.read());
                if (key != Key.NONE)
                {
                    return key;
                }
            }
        }
        catch (IOException e)
        {
            // a terminal that has gone away presses no key
        }
        return Key.NONE;
    }

    private Key decode(int b)
    {
        int before = state;
        state = 0;
        if (b == ESCAPE)
        {
            state = 1;
            return Key.NONE;
        }
        if (before == 1 && (b == '[' || b == 'O'))
        {
            state = 2;
            return Key.NONE;
        }
        if (before == 2)
        {
            return switch (b)
            {
                case 'A' -> Key.FASTER;
                case 'B' -> Key.SLOWER;
                case 'C' -> Key.STEP;
                default -> Key.NONE;
            };
        }
        return switch (b)
        {
            case ' ' -> Key.PAUSE;
            case 'q', 'Q' -> Key.QUIT;
            default -> Key.NONE;
        };
    }
}
