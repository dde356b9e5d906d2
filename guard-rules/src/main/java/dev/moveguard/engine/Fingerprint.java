package dev.moveguard.engine;

import dev.moveguard.rule.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a finding by symbol, rule and what is wrong: lines inserted above, a moved folder or a reworded rule leave it as it is. */
final class Fingerprint {
    private static final int BYTES = 12;

    private Fingerprint() {}

    static String of(String rule, Finding finding) {
        return of(rule, finding.kind(), finding.at().symbol(), finding.message());
    }

    static String of(String rule, String kind, String symbol, String message) {
        String text = String.join("\n", rule, kind, symbol, message);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
