package io.ringmain.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What somebody meant who wrote a key that does not exist. */
public final class Suggestion
{
    private static final int LETTERS_PER_SLIP = 4;

    /** Words of other programs, and our own options, for the same things. */
    private static final Map<String, String> ALSO = Map.of("exactlyonce", "delivery: exactly-once", "input", "from",
            "output", "to", "topic", "from", "bootstrapservers", "kafka.bootstrap", "groupid", "group", "class", "app",
            "kafkaconfig", "kafka.config-file", "dir", "directory");

    private Suggestion()
    {}

    /**
     * The key that was meant, as it is to be written.
     *
     * @param name  that does not exist
     * @param group in which it was written, "" for the top
     * @return null when nothing is near
     */
    static String of(String name, String group)
    {
        String plain = plain(name);
        String also = ALSO.get(plain);
        if (also != null)
        {
            return also;
        }
        // what may stand here comes first, and then what may stand elsewhere
        Stream<String> elsewhere = Schema.keys().stream().filter(key -> !key.group().equals(group)).map(Key::name);
        List<String> candidates = Stream.concat(Schema.names(group).stream(), elsewhere).toList();
        String nearest = candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(plain, candidate))).orElseThrow();
        return distance(plain, nearest) <= Math.max(1, plain.length() / LETTERS_PER_SLIP) ? nearest : null;
    }

    /** Without what parts words, so that other ways to part them count for nothing. */
    private static String plain(String name)
    {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    private static int distance(String plain, String candidate)
    {
        String leaf = candidate.substring(candidate.lastIndexOf('.') + 1);
        return Math.min(slips(plain, plain(leaf)), slips(plain, plain(candidate)));
    }

    /**
     * How many letters are missing, too many, wrong, or swapped with their neighbour.
     *
     * @param a a word
     * @param b another
     * @return 0 for the same
     */
    public static int slips(String a, String b)
    {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++)
        {
            for (int j = 0; j <= b.length(); j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i][j] = i + j;
                    continue;
                }
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(slips[i - 1][j], slips[i][j - 1]) + 1, slips[i - 1][j - 1] + wrong);
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) &&
                        a.charAt(i - 2) == b.charAt(j - 1);
                slips[i][j] = swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
            }
        }
        return slips[a.length()][b.length()];
    }
}
