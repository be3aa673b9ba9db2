package org.mediaferry.demo;

/**
 * An object to be put into the source. Its bytes are made when they are needed.
 *
 * @param length what its format makes the bytes from
 * @param acl the canned ACL there, not always the right one
 */
record SourceObject(String key, SampleFormat format, int length, Headers headers, String acl, String storageClass) {

    byte[] bytes() {
        return format.bytes(key, length);
    }
}
