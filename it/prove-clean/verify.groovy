def log = new File(basedir, 'build.log').text

def proved = /(?m)^\[INFO\] proved +orders-keep-no-cursor +\d+ killed, 1 spared$/
assert (log =~ proved).count == 2 : 'once for all modules, in each build'
assert (log =~ /(?m)^\[INFO\] clean: 1 rule, 2 subjects, 2 files, /).count == 1 : 'the check of the same execution judges too'
assert (log =~ /rules\.yaml is judged once, with the last of 3 modules/).count == 6 : 'check and prove, and prove alone'

def proof = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/proof.json'))
assert proof.rules*.verdict == ['proved']
assert proof.rules[0].mutants*.outcome.count('killed') >= 3
