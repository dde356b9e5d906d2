def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[ERROR\] 1 error: 1 rule, 3 subjects, 3 files, /).count == 1 : 'once'
assert (log =~ /(?m)^\[ERROR\]  --> store\/src\/main\/java\/shop\/store\/Orders\.java:6:19$/).count == 1
assert (log =~ /rules\.yaml is judged once, with the last of 4 modules/).count == 3
