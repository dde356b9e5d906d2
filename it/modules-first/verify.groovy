def log = new File(basedir, 'build.log').text

assert log.contains('[ERROR] not assessed: */target/classes matches nothing (rules.yaml:3:13)')
assert log.contains('[WARNING] guard: built after this judgement; declare the goal where all modules inherit it: store')
