package org.mediaferry.config;

/** With whose key a store encrypts what it is given. */
public enum EncryptionKind {
    /** None is asked for, and the store does as it does by itself. */
    NONE("none"),
    /** One of the store's own. */
    AES256("AES256"),
    /** One of a key management service. */
    AWS_KMS("aws:kms");

    private final String label;

    EncryptionKind(String label) {
        this.label = label;
    }

    /** The name in the settings and, but for {@link #NONE}, in the header that asks for it. */
    public String label() {
        return label;
    }
}
