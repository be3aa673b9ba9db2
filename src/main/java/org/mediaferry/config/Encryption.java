package org.mediaferry.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The encryption that the destination is asked for.
 *
 * @param kmsKeyId which key of the key management service; null = its default, or none where that is not asked
 */
public record Encryption(EncryptionKind kind, @Nullable String kmsKeyId) {

    /** The store does as it does by itself. */
    public static final Encryption NONE = new Encryption(EncryptionKind.NONE, null);

    public Encryption {
        Objects.requireNonNull(kind, "kind");
        if (kmsKeyId != null && kind != EncryptionKind.AWS_KMS) {
            throw new IllegalArgumentException("a key of KMS is used with aws:kms only, not with " + kind.label());
        }
    }

    static Encryption of(Values values) {
        return new Encryption(
                values.required(Keys.DESTINATION_SERVER_SIDE_ENCRYPTION), values.get(Keys.DESTINATION_KMS_KEY_ID));
    }

    /** Whether requests say anything of it. */
    public boolean isAskedFor() {
        return kind != EncryptionKind.NONE;
    }

    /** The value of {@code x-amz-server-side-encryption}; null to send none. */
    public @Nullable String header() {
        return isAskedFor() ? kind.label() : null;
    }

    /** Whether an object so encrypted may have an ETag that looks like the MD5 of its bytes and is none. */
    public boolean hidesMd5() {
        return kind == EncryptionKind.AWS_KMS;
    }
}
