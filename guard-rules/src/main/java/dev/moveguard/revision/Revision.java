package dev.moveguard.revision;

/**
 * A commit, or the empty tree.
 *
 * @param asked how it was asked for
 * @param id the full id of the commit or tree
 */
public record Revision(String asked, String id) {}
