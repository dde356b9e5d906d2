package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.List;

/** Holds JSON against a schema. */
final class JsonSchemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .createValidator();
    private final URI schema;

    private JsonSchemas(String schema) {
        this.schema = validator.registerSchema(tree(schema));
    }

    static JsonSchemas of(String schema) {
        return new JsonSchemas(schema);
    }

    /** Returns what is wrong with a text, each with where. */
    List<String> errors(String json) {
        return errors(tree(json));
    }

    List<String> errors(Object json) {
        return validator.validate(schema, json).getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    /** Makes maps, lists and plain values what a schema can be held against. */
    static JsonNode json(Object value) {
        return MAPPER.valueToTree(value);
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage() + "\n" + json, e);
        }
    }
}
