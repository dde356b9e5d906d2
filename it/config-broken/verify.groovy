def log = new File(basedir, 'build.log').text

assert (log =~ /guard: rules\.yaml:7:11: .*never-store.*never-stores/).find()
assert log.contains('guard: no no-such.yaml in ')
assert !log.contains('\tat dev.moveguard') : 'no stack trace'
assert !log.contains('1 rule, ') : 'nothing was judged'
