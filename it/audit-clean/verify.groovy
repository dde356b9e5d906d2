def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] ENFORCED +SHOP\/1 +orders do not keep the rows they were read from \(1, 2026-03-02\)$/).count == 3
assert (log =~ /(?m)^\[INFO\] 1 law: 1 ENFORCED; 1 guard, 0 without a law, 1 wiring$/).count == 3
assert log.contains('guard: guard.audit.output: would overwrite ')

def ledger = new File(basedir, 'docs/ledger.md').text
assert ledger.startsWith('# Enforcement ledger\n')
assert ledger.contains('- guard:check in pom.xml, phase verify\n')
assert new File(basedir, 'docs/adr/0001-orders-keep-no-rows.md').text.startsWith('# 1. Orders keep no rows')
