package org.mediaferry.verify;

import org.mediaferry.verify.Finding.Kind;

/** Compares the bytes of a sample. */
public final class SampleCheck {

    private final Bytes bytes;
    private final Findings findings;

    public SampleCheck(Bytes bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    /** Compares each object of the sample with the source's, one after the other. */
    public void check(Sample sample) {
        sample.chosen().forEach(this::check);
    }

    private void check(Look look) {
        Bytes.Result result = bytes.compare(look.object().key(), look.key());
        if (result instanceof Bytes.Result.Same) {
            findings.of(look.object().table()).addSampled();
        } else if (result instanceof Bytes.Result.Different different) {
            findings.of(look.object().table()).addSampled();
            report(look, Kind.DIFFERENT, "byte " + different.at() + " is not that of the source (the first is 0)");
        } else if (result instanceof Bytes.Result.Gone) {
            report(look, Kind.MISSING, "it was there, and was gone when its bytes were to be compared");
        } else if (result instanceof Bytes.Result.Unreadable unreadable) {
            report(look, Kind.UNREADABLE, unreadable.why());
        }
        // What the source does not have cannot be compared, and is no fault of the copy
    }

    private void report(Look look, Kind kind, String what) {
        findings.of(look.object().table()).takeBack(look.verdict());
        Long size = look.copy() == null ? null : look.copy().size();
        findings.add(new Finding(kind, look.object().table(), look.object(), look.key(), size, null, what));
    }
}
