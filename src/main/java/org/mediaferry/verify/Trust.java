package org.mediaferry.verify;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How much is asked for object by object, where listings say that something is wrong. A few such objects are all asked
 * for; where nearly everything is wrong, the listings are right, and a request an object would only say it again.
 */
final class Trust {

    /** So many objects may be asked for in any case: a minute's work. */
    private static final long ALWAYS = 1000;
    /** And one of so many that were looked at. */
    private static final long ONE_OF = 100;

    private long looked;
    private long asked;

    /** Counts objects that listings were asked about. */
    void looked(int objects) {
        looked += objects;
    }

    /**
     * The ones to ask for by themselves, evenly spread; one at least. If it turns out that listings were wrong about one,
     * the caller asks for the rest, too.
     */
    <T> List<T> choose(List<T> doubtful) {
        long left = Math.max(1, ALWAYS + looked / ONE_OF - asked);
        int n = (int) Math.min(left, doubtful.size());
        asked += n;
        return LongStream.range(0, n)
                .mapToObj(i -> doubtful.get((int) (i * doubtful.size() / n)))
                .toList();
    }
}
