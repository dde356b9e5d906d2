def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[ERROR\] error\[law-runs\]: LawGuard /).count == 1
assert (log =~ /(?m)^\[ERROR\] 1 error: 1 rule, 1 subject, /).count == 1
assert log.contains('shop.LawGuard')
assert (log =~ /goal dev\.moveguard:guard-maven-plugin:\S+:doctor .* on project tests-broken: guard: /).find()
