def log = new File(basedir, 'build.log').text

def builds = log.split(/(?m)^Apache Maven /).drop(1)
def once = { build, text -> assert (build =~ text).count == 1 : "once: $text" }
def all = /(?m)^\[INFO\] clean: 1 rule, 3 subjects, 3 files, 0 suppressed, \d+ ms$/

assert builds.length == 5
assert builds[0].contains('guard: not built in this run, and judged as they are: modules-clean, store, jobs')
assert (builds[0] =~ /(?m)^\[INFO\] .*1 rule, 1 subject/).count <= 1

once(builds[1], all)
assert (builds[1] =~ /rules\.yaml is judged once, with the last of 4 modules/).count == 3

once(builds[2], all)

once(builds[3], all)

once(builds[4], all)
assert builds[4].contains('guard: built after this judgement; declare the goal where all modules inherit it: web, store, jobs')
