package dev.moveguard.vm;

/** The identity of a detached chain, written on its fibers when invariants are checked; it leads nowhere. */
final class ChainMark {}
