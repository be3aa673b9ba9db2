package org.mediaferry.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers what could not be written, which Java's own keeps to itself. */
final class StandardOutput extends FilterOutputStream {

    private static final int BUFFER = 8192;
    private static final int UNWRITTEN = 1;
    /** Of the mode of a file, as POSIX has it. */
    private static final int FILE_TYPE = 0170000;

    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;

    private final PrintStream print;
    private @Nullable IOException failure;

    private StandardOutput(OutputStream out) {
        super(out);
        this.print = new PrintStream(new BufferedOutputStream(this, BUFFER), true, charset());
    }

    /** Puts it in the place of Java's own. */
    static StandardOutput take() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(output.print);
        return output;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /**
     * The program's exit code: a result that was cut short on its way to a file is none. A reader that has read enough, as
     * {@code head}, is no fault.
     *
     * @param code that of the command
     */
    synchronized int outcome(int code) {
        print.flush();
        if (failure == null || isPipe()) {
            return code;
        }
        System.err.println("mediaferry - what was printed could not be written: " + failure.getMessage());
        return UNWRITTEN;
    }

    /** Writing to one fails only when its reader is gone; what the failure says is in the user's language. */
    private static boolean isPipe() {
        try {
            int type = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
            return type == FIFO || type == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Java 17 and later versions name it differently. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }
}
