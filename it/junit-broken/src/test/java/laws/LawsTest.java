package laws;

import dev.moveguard.junit.GuardRules;
import dev.moveguard.junit.GuardTests;

@GuardRules("laws.yaml")
class LawsTest implements GuardTests {}
