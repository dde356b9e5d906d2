def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[ERROR\] weaker: orders-keep-no-cursor is a warning now, it was an error$/).count == 1 : 'once for all modules'
assert (log =~ /Failed to execute goal dev\.moveguard:guard-maven-plugin:\S+:diff \(default-cli\) on project web: guard: 1 loss: 1 rule compared with main, 0 decided/).find()
assert log.contains('guard: guard.base: names the revision to compare with')
assert (log =~ /guard: .*no-such-branch/).find()
assert log.contains('guard.skip: nothing is judged for web')
assert !log.contains('\tat dev.moveguard') : 'no stack trace'
