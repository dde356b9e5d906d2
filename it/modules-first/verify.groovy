def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] clean: 1 rule, 1 subject, 1 file, 0 suppressed, \d+ ms$/).count == 1
assert log.contains('[WARNING] guard: built after this judgement; declare the goal where all modules inherit it: store')
