package dev.moveguard.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of rules.yaml, each with one sentence for the help, in the order in which people write them. */
public final class RulesKeys {
    /** The keys of the file itself. */
    public static final Map<String, String> FILE = keys(
            "version", "The version of this form of file: 1.",
            "extends", "Other files, relative to this one, or presets (classpath:...), whose laws and rules count too.",
            "scan", "What is judged.",
            "docs", "Where the documents are that laws and rules refer to.",
            "laws", "The invariants of the design, each written down once.",
            "rules", "What is checked.");

    public static final Map<String, String> SCAN = keys(
            "classes", "Folders of classes, or archives; globs, relative to this file.",
            "sources", "Folders of sources; globs, relative to this file.",
            "tests", "Folders of test sources; globs, relative to this file.");

    public static final Map<String, String> DOCS = keys(
            "decisions", "A file of decision records with a heading each, or a folder of them.",
            "constraints", "A file whose tables define constraints.");

    public static final Map<String, String> LAW = keys(
            "id", "Unique; what a rule names.",
            "says", "What must hold, in one sentence.",
            "decision", "The id of the record that decided it.",
            "constraints", "The ids of the constraints it rests on.",
            "tests", "Test classes that enforce it besides the rules.");

    /** The keys that every rule has, whatever its kind. */
    public static final Map<String, String> RULE = keys(
            "id", "Unique, in kebab-case: what a finding and a suppression name.",
            "kind", "What kind of rule it is.",
            "law", "The id of the law it enforces.",
            "severity", "How much a finding weighs; error when absent.",
            "because", "Why the rule exists; shown with a finding.",
            "fix", "The repair, in the imperative; shown with a finding.",
            "mood", "must: the names exist, and the rule holds of them; retired: they are gone and stay gone.",
            "allow-empty", "Why the rule may match nothing.",
            "witness", "Sources that show what the rule reports and what it lets pass.");

    public static final Map<String, String> WITNESS = keys(
            "bad", "A Java source that the rule has to report.",
            "good", "A Java source that it has to let pass.");

    private RulesKeys() {}

    private static Map<String, String> keys(String... pairs) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(keys);
    }
}
