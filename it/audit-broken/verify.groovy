def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[ERROR\] NOT-WIRED +SHOP\/1 /).count == 2
assert (log =~ /(?m)^\[ERROR\] DOC-ONLY +SHOP\/2 /).count == 2
assert log.contains('nothing runs guard check')
assert (log =~ /Failed to execute goal dev\.moveguard:guard-maven-plugin:\S+:audit \(default\) on project audit-broken: guard: 2 laws: 1 NOT-WIRED, 1 DOC-ONLY; 1 guard/).find()
assert log.contains('guard: guard.audit.failOn takes partial, not-wired, dead, doc-only or none, not wired')
assert !log.contains('\tat dev.moveguard') : 'no stack trace'

def ledger = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/ledger.json'))
assert ledger.laws*.verdict == ['NOT-WIRED', 'DOC-ONLY']
