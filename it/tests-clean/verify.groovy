def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] clean: 1 rule, 1 subject, /).count == 1
assert log.contains('shop.LawGuardTest')
assert (log =~ /LawGuardTest .*-DskipTests/).find()
