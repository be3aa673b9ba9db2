package org.mediaferry.lean;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.DateUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Reads a page of a listing as it stands: of each object its key, size, ETag, time and storage class; of the page, whether
 * and where it goes on. Other elements are left out.
 */
final class ListingAnswer {

    /** Bytes; a thousand of the longest keys, encoded, need a quarter of it. */
    static final int LONGEST = 16 * 1024 * 1024;

    private static final XMLInputFactory PARSERS = parsers();

    private final XMLStreamReader xml;
    private final ListObjectsV2Response.Builder page = ListObjectsV2Response.builder();
    private final List<Listed> objects = new ArrayList<>();
    private boolean encoded;

    private ListingAnswer(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Documents may not name others: nobody has to read what a store points to. */
    private static XMLInputFactory parsers() {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parsers.setProperty(XMLInputFactory.IS_COALESCING, true);
        return parsers;
    }

    /**
     * The page in a document.
     *
     * @throws SdkClientException when it is none, or not a whole one
     */
    static ListObjectsV2Response of(byte[] document) {
        try {
            XMLStreamReader xml = PARSERS.createXMLStreamReader(new ByteArrayInputStream(document));
            return new ListingAnswer(xml).read();
        } catch (XMLStreamException | RuntimeException e) {
            throw SdkClientException.create("the answer to a listing cannot be read: " + e.getMessage(), e);
        }
    }

    private ListObjectsV2Response read() throws XMLStreamException {
        xml.nextTag();
        xml.require(XMLStreamReader.START_ELEMENT, null, "ListBucketResult");
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "Contents" -> objects.add(object());
                case "IsTruncated" -> page.isTruncated(Boolean.valueOf(text()));
                case "NextContinuationToken" -> page.nextContinuationToken(text());
                case "KeyCount" -> page.keyCount(Integer.valueOf(text()));
                case "EncodingType" -> encoded = text().equals(EncodingType.URL.toString());
                default -> leaveOut();
            }
        }
        return page.contents(objects.stream().map(this::decoded).toList()).build();
    }

    /** An object, and its key as the document has it: whether that is encoded may be said after it. */
    private record Listed(String key, S3Object.Builder object) {}

    private S3Object decoded(Listed listed) {
        return listed.object
                .key(encoded ? SdkHttpUtils.urlDecode(listed.key) : listed.key)
                .build();
    }

    private Listed object() throws XMLStreamException {
        String key = null;
        S3Object.Builder object = S3Object.builder();
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "Key" -> key = text();
                case "Size" -> object.size(Long.valueOf(text()));
                case "ETag" -> object.eTag(text());
                case "LastModified" -> object.lastModified(DateUtils.parseIso8601Date(text()));
                case "StorageClass" -> object.storageClass(text());
                default -> leaveOut();
            }
        }
        return new Listed(Objects.requireNonNull(key, "an object without a key"), object);
    }

    private String text() throws XMLStreamException {
        return xml.getElementText();
    }

    private void leaveOut() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamReader.START_ELEMENT ? 1 : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
        }
    }
}
