package dev.moveguard.benchmarks;

import org.jspecify.annotations.Nullable;

/** A complete binary tree with shared halves; a leaf is null. */
record Tree(@Nullable Tree left, int value, @Nullable Tree right) {
    static @Nullable Tree ofHeight(int height) {
        if (height == 0) {
            return null;
        }
        Tree half = ofHeight(height - 1);
        return new Tree(half, height, half);
    }
}
