def log = new File(basedir, 'build.log').text

def builds = log.split(/Apache Maven \d/).drop(1)
def once = { build, text -> assert (build =~ text).count == 1 : "once: $text" }
def all = /(?m)^\[INFO\] clean: 1 rule, 3 subjects, 3 files, 0 suppressed, \d+ ms$/

assert builds.length == 3
assert builds[0].contains('guard: not built in this run, and judged as they are: jobs, modules-clean, store')
once(builds[0], all) // modules without classes are read from their sources

once(builds[1], all)

once(builds[2], all)
