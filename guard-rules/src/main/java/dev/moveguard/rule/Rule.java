package dev.moveguard.rule;

import java.util.List;

/** A rule of some kind with its parameters. It never knows which lens read the code. */
public interface Rule {
    /** The name of its kind, as rules.yaml writes it. */
    String kind();

    /** Judges the code and returns what is wrong, in any order. Asking {@code facts} for subjects counts them. */
    List<Finding> check(Facts facts);
}
