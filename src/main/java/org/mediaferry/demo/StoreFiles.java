package org.mediaferry.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Where an S3 server keeps its objects.
 *
 * @param directory the folder of the files, or null for memory
 */
record StoreFiles(@Nullable Path directory) {

    static StoreFiles inMemory() {
        return new StoreFiles(null);
    }

    static StoreFiles below(Path parent) {
        try {
            Files.createDirectories(parent);
            Path directory = Files.createTempDirectory(parent, "s3-");
            requireAttributes(directory);
            return new StoreFiles(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's S3 server needs a writable directory, was " + parent, e);
        }
    }

    BlobStore open() {
        return directory == null ? new TransientNio2BlobStore() : new FilesystemNio2BlobStore(directory.toString());
    }

    void remove() throws IOException {
        if (directory != null) {
            Directories.remove(directory);
        }
    }

    /** Without these attributes the server drops every header, and says so at DEBUG only. */
    private static void requireAttributes(Path directory) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class);
        try {
            if (view == null) {
                throw new UnsupportedOperationException("no user-defined attributes");
            }
            view.write("mediaferry", ByteBuffer.wrap(new byte[] {1}));
            view.delete("mediaferry");
        } catch (IOException | UnsupportedOperationException e) {
            Directories.remove(directory);
            throw new IllegalArgumentException(
                    "the demo's S3 server needs a file system with user-defined attributes (user.* of setfattr), was "
                            + directory.getParent() + ": name another directory, or use fewer rows",
                    e);
        }
    }
}
