def log = new File(basedir, 'build.log').text

def builds = log.split(/Apache Maven \d/).drop(1)
def law = { build, cause -> assert (build =~ /(?m)^\[ERROR\] error\[law-runs\]: LawGuard is not run: $cause/).count == 1 : cause }

assert builds.length == 5
law(builds[0], /skipTests is true/)
law(builds[1], /skipTests is true/)
law(builds[2], /no include of Surefire matches its name/)
assert (builds[3] =~ /(?m)^\[INFO\] clean: 1 rule, 1 subject, /).count == 1
law(builds[4], /skipTests is true/)
