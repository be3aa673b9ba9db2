package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The directory of one instance, locked while it is open. The operating system frees the lock when the process ends,
 * however it ends; the file {@code lock} stays and means nothing by itself.
 */
public final class WorkDirectory implements AutoCloseable {
    private static final String LOCK_NAME = "lock";
    private static final int MAX_LINE_BYTES = 200;

    /** {@link #holder} of another process may have the lock for a moment. */
    private static final int TRIES = 10;

    private static final long BETWEEN_TRIES_MS = 20;

    /**
     * What this process holds. Static because the lock is the process's: if it so much as closes another channel on the
     * lock file, POSIX frees the lock. So a directory in here must not be opened again to look.
     */
    private static final Map<Path, Holder> HELD_HERE = new HashMap<>();

    private final Path directory;
    private final FileChannel channel;

    private WorkDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes a directory, and creates it when there is none, for its owner alone.
     *
     * @throws WorkDirectoryInUseException if a process has it, this one included
     * @throws WorkDirectoryException if it cannot be created, written or locked
     */
    public static WorkDirectory open(Path directory) {
        try {
            PrivateFiles.createDirectory(directory);
            return take(directory, directory.toRealPath());
        } catch (IOException e) {
            throw new WorkDirectoryException(directory, e);
        }
    }

    /**
     * Who uses a directory now. It takes the lock for a moment, shared with others who look, and creates nothing.
     *
     * @return empty when no process does, or there is no such directory
     * @throws WorkDirectoryException if the lock file cannot be read
     */
    public static Optional<Holder> holder(Path directory) {
        synchronized (HELD_HERE) {
            try {
                if (!Files.exists(directory.resolve(LOCK_NAME))) {
                    return Optional.empty();
                }
                Path real = directory.toRealPath();
                return HELD_HERE.containsKey(real) ? Optional.of(HELD_HERE.get(real)) : look(real);
            } catch (IOException e) {
                throw new WorkDirectoryException(directory, e);
            }
        }
    }

    /** The directory, links resolved. */
    public Path path() {
        return directory;
    }

    /** Lets another process have the directory; a second call does nothing. */
    @Override
    public void close() {
        synchronized (HELD_HERE) {
            if (!channel.isOpen()) {
                return;
            }
            HELD_HERE.remove(directory);
            try {
                channel.close();
            } catch (IOException e) {
                throw new WorkDirectoryException(directory, e);
            }
        }
    }

    private static WorkDirectory take(Path asGiven, Path directory) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.containsKey(directory)) {
                throw new WorkDirectoryInUseException(asGiven, HELD_HERE.get(directory));
            }
            Path file = directory.resolve(LOCK_NAME);
            PrivateFiles.createFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(asGiven, file, channel);
                Holder self =
                        new Holder(ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
                write(channel, self);
                HELD_HERE.put(directory, self);
                return new WorkDirectory(directory, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static void lock(Path asGiven, Path file, FileChannel channel) throws IOException {
        for (int i = 1; channel.tryLock() == null; i++) {
            if (i == TRIES) {
                throw new WorkDirectoryInUseException(asGiven, read(file, channel));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_TRIES_MS));
        }
    }

    private static Optional<Holder> look(Path directory) throws IOException {
        Path file = directory.resolve(LOCK_NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null ? Optional.of(read(file, channel)) : Optional.empty();
        }
    }

    private static void write(FileChannel channel, Holder holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.toLine().getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static Holder read(Path file, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_LINE_BYTES);
        channel.read(bytes, 0);
        bytes.flip();
        Instant touched = Files.getLastModifiedTime(file).toInstant();
        return Holder.ofLine(StandardCharsets.US_ASCII.decode(bytes).toString()).orElse(new Holder(0, touched));
    }
}
