def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[ERROR\] 1 error: 1 rule, 3 subjects, 3 files, /).count == 2 : 'once for each build'
assert (log =~ /(?m)^\[ERROR\]   --> store\/src\/main\/java\/shop\/store\/Orders\.java:6:29$/).count == 2
assert log.contains('guard: not built in this run, and judged as they are: modules-broken, store, jobs')
