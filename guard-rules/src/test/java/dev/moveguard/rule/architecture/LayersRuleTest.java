package dev.moveguard.rule.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

class LayersRuleTest {
    private static final String KIND = "layers";
    private static final String LAYERS = """
            layers:
              web: web..
              service: [service.., "@Service"]
              data: data..
            """;

    private final RuleVerifier rule = Rules.verifier(KIND, LAYERS);

    @Test
    void reportsALayerThatUsesOneAboveIt() {
        rule.verify("""
                // file: web/Page.java
                package web;
                public class Page { service.Orders orders; data.Dao dao; }
                // file: service/Orders.java
                package service;
                public class Orders {
                    data.Dao dao;
                    @Service static class Own {}
                    static class Nested { web.Page page; } // error: [layers] Orders.Nested.page has Page in its type: layer service may not use layer web
                }
                @interface Service {}
                // file: data/Dao.java
                package data;
                public class Dao {
                    void find() {
                        new web.Page(); // error: [layers] Dao.find creates a Page: layer data may not use layer web
                        new util.Text();
                    }
                }
                // file: util/Text.java
                package util;
                public class Text { web.Page page; }
                """);
    }

    @Test
    void allowsDownwardUsesAndTypesInNoLayer() {
        rule.verify("""
                // file: web/Page.java
                package web;
                class Page { service.Orders orders; data.Dao dao; Page next; }
                // file: service/Orders.java
                package service;
                public class Orders { data.Dao dao; String web = "web.Page"; }
                @interface Service {}
                @Service class Own {}
                // file: data/Dao.java
                package data;
                public class Dao { util.Text text; }
                // file: util/Text.java
                package util;
                public class Text { data.Dao dao; }
                """);
    }

    @Test
    void reportsASkippedLayerWhenStrict() {
        Rules.verifier(KIND, LAYERS.replace(", \"@Service\"", "") + "strict: true")
                .verify("""
                // file: web/Page.java
                package web;
                class Page { service.Orders orders; data.Dao dao; } // error: [layers] Page.dao has Dao in its type: layer web may not use layer data
                // file: service/Orders.java
                package service;
                public class Orders { data.Dao dao; }
                // file: data/Dao.java
                package data;
                public class Dao {}
                """);
    }

    @Test
    void takesWhatEachLayerMayUse() {
        Rules.verifier(KIND, LAYERS.replace(", \"@Service\"", "") + "may-use:\n  web: [service]\n  data: service")
                .verify("""
                // file: web/Page.java
                package web;
                class Page { service.Orders orders; data.Dao dao; } // error: [layers] Page.dao has Dao in its type: layer web may not use layer data
                // file: service/Orders.java
                package service;
                public class Orders { data.Dao dao; } // error: [layers] Orders.dao has Dao in its type: layer service may not use layer data
                // file: data/Dao.java
                package data;
                public class Dao { service.Orders orders; }
                """);
    }

    @Test
    void reportsTypesInNoLayerOrInTwoAndIgnoresWhatIsAccepted() {
        Rules.verifier(KIND, """
                layers:
                  high: [high.., both..]
                  low: [low.., both..]
                unassigned: report
                ignore: ["low.Low -> high.High"]
                """).verify("""
                // file: high/High.java
                package high;
                public class High {}
                // file: low/Low.java
                package low;
                class Low { high.High high; }
                class Other { high.High high; } // error: [layers] Other.high has High in its type: layer low may not use layer high
                // file: both/Both.java
                package both;
                class Both { low.Loose loose; } // error: [layers] Both is in more than one layer: high, low
                // file: free/Free.java
                package free;
                class Free { static class Nested {} } // error: [layers] Free is in no layer
                """.replace("low.Loose loose;", ""));
    }

    @Test
    void reportsAWayOverTypesInNoLayerWhenIndirectUsesCount() {
        String fixture = """
                // file: web/Page.java
                package web;
                public class Page {}
                // file: util/Text.java
                package util;
                public class Text { web.Page page; }
                // file: data/Dao.java
                package data;
                class Dao { util.Text text; } // error: [layers] Dao reaches Page over Text: layer data may not use layer web
                """;
        String layers = "layers: {web: web.., data: data..}\n";
        Rules.verifier(KIND, layers + "indirect: true").verify(fixture);
        Rules.verifier(KIND, layers).verify(fixture.replaceAll(" // error.*", ""));
    }

    @Test
    void isVacuousWhenALayerIsEmpty() {
        Rules.verifier(KIND, "layers: {web: wbe.., data: data..}\nignore: [\"data..* -> web..*\"]")
                .verifyVacuous(
                        "// file: data/Dao.java\npackage data;\nclass Dao {}",
                        "[vacuous-rule] wbe.. matches no scanned type",
                        "[unresolved-name] data..* -> web..* matches no dependency");
    }

    @Test
    void saysWhatIsWrongWithItsParameters() {
        assertThat(Rules.problems(KIND, "layers: [a, b]")).contains("layers takes a mapping of names to lists");
        assertThat(Rules.problems(KIND, "layers: {a: x..}")).contains("layers needs two layers or more");
        assertThat(Rules.problems(KIND, "layers: {a: [], b: y..}")).contains("layer a has no pattern");
        assertThat(Rules.problems(KIND, "layers: {web: x.., data: y..}\nmay-use: {wbe: data}"))
                .contains("no layer is called wbe, did you mean web?");
        assertThat(Rules.problems(KIND, "layers: {a: x.., b: y..}\nmay-use: {a: b}\nstrict: true"))
                .contains("may-use and strict exclude each other");
        assertThat(Rules.problems(KIND, "layers: {a: x.., a: y..}")).contains("layers has the key a twice");
        assertThat(Rules.problems(KIND, "layers: {a: x.., b: {c: d}}")).contains("b must hold plain values");
    }
}
