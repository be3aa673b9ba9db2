package org.mediaferry.demo;

import java.util.SplittableRandom;

/**
 * A file name whose parts are known, so that the names of its reduced versions need no parsing.
 *
 * @param base all before the last dot
 * @param extension all after it, not empty
 */
record FileName(String base, String extension) {
    private static final FileName[] ODD = {
        new FileName("IMG_0042", "JPG"),
        new FileName("Übung süß", "jpeg"),
        new FileName("100% real+true", "Jpg"),
        new FileName("it's me & you", "jpg"),
        new FileName("名前", "jpg"),
        new FileName("party 😀", "jpg"),
        new FileName("e\u0301te\u0301", "jpg"),
        new FileName("a.b.tar", "jpg"),
        new FileName("what? #1 (copy)", "jpg"),
    };

    /** The name that the server makes up for an upload: 16 hexadecimal digits. */
    static FileName random(SampleFormat format, String table, long id) {
        long digits = new SplittableRandom(31L * table.hashCode() + id).nextLong();
        return new FileName("%016x".formatted(digits), format.extension);
    }

    /** A name of the old days, as users had given it; for a JPEG. */
    static FileName odd(int index) {
        return ODD[index % ODD.length];
    }

    /** The whole name. */
    String whole() {
        return base + "." + extension;
    }

    /** The name of a reduced version that is stored in another format. */
    String as(String otherExtension) {
        return base + "." + otherExtension;
    }
}
