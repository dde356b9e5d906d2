package dev.moveguard.testpath.probe;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.ViolationStore;
import java.util.List;
import java.util.Properties;

/** A store of frozen violations that keeps nothing, so that looking at a frozen rule changes no file. Made by ArchUnit. */
public final class ForgetfulStore implements ViolationStore {
    @Override
    public void initialize(Properties properties) {}

    @Override
    public boolean contains(ArchRule rule) {
        return false;
    }

    @Override
    public void save(ArchRule rule, List<String> violations) {}

    @Override
    public List<String> getViolations(ArchRule rule) {
        return List.of();
    }
}
