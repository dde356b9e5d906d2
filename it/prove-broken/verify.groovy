def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[ERROR\] survived +orders-keep-no-cursor /).count == 1
assert log.contains('its witness: bad (rules.yaml:')
assert (log =~ /Failed to execute goal dev\.moveguard:guard-maven-plugin:\S+:prove \(default\) on project prove-broken: guard: 1 finding: 0 of 1 rules proved, /).find()
assert log.contains('guard.skip: nothing is judged for prove-broken')
assert log.contains('guard: guard.rule: no rule has the id orders-keep-no-curser, did you mean orders-keep-no-cursor?')
assert log.contains('guard: guard.prove.format: json needs guard.prove.output, the file to write')
assert !log.contains('\tat dev.moveguard') : 'no stack trace'
