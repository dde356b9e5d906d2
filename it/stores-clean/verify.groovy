def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] clean: 1 rule, 1 subject, 1 file, 0 suppressed, \d+ ms$/).count == 1 : 'the second call is quiet'
assert new File(basedir, 'target/guard.json').text.contains('"findings"')
assert new File(basedir, '.guard').isDirectory()
