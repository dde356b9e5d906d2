package laws;

import dev.moveguard.junit.GuardTests;

class LawsTest implements GuardTests {}
