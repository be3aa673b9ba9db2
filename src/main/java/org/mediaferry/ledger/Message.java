package org.mediaferry.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.mediaferry.catalog.MediaObject;

/** A dead letter's message: the object as JSON, as it travels through the queues. */
final class Message {
    private final ObjectMapper json = new ObjectMapper();

    String of(MediaObject object) {
        try {
            return json.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a media object must have a JSON form", e);
        }
    }

    /** @throws JsonProcessingException if the text was not made by {@link #of} */
    MediaObject read(String text) throws JsonProcessingException {
        return json.readValue(text, MediaObject.class);
    }
}
