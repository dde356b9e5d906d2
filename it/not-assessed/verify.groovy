def log = new File(basedir, 'build.log').text

assert (log =~ /on project not-assessed: guard: not assessed, which is not clean: 1 rule not assessed: /).count >= 1
assert (log =~ /(?m)^\[ERROR\] 1 rule not assessed: 1 rule/).count == 1
assert (log =~ /(?m)^\[INFO\] 1 rule not assessed: 1 rule/).count == 1
assert log.contains('lib/missing.jar')
