def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] clean: 1 rule, 1 subject, /).count == 2
assert (log =~ /LawTest is not run: module laws is listed only in the profile nightly, which is not active \(pom.xml:\d+\)/).count == 1
assert (log =~ /LawTest is not run: an exclude of Surefire matches its name \(pom.xml:\d+ sets \*\*\/LawTest\*\)/).count == 1
assert log.contains('not built in this run, and judged as they are: laws')
