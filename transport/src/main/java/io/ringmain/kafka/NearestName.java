package io.ringmain.kafka;

import java.util.Collection;
import java.util.Comparator;

/** The name that somebody meant who wrote another. */
final class NearestName
{
    private NearestName()
    {}

    /** The one of these that takes the fewest letters to change; at equal distance the first by the alphabet. */
    static String of(String name, Collection<String> names)
    {
        return names.stream().min(Comparator.<String>comparingInt(other -> distance(name, other))
                .thenComparing(Comparator.naturalOrder())).orElseThrow();
    }

    /** Levenshtein's: letters that are missing, too many or wrong. */
    static int distance(String a, String b)
    {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++)
        {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++)
            {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
