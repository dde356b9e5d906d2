def log = new File(basedir, 'build.log').text

assert log.contains('[ERROR] error[sessions-keep-no-cursor]: Orders.rows stores a ResultSet')
assert log.contains('[ERROR]  --> src/main/java/shop/Orders.java:6:19')
assert log.contains('read the rows where the query runs')
assert (log =~ /Failed to execute goal dev\.moveguard:guard-maven-plugin:\S+:check \(default\) on project stores-broken: guard: 1 error: 1 rule, 1 subject/).find()
assert (log =~ /(?m)^\[ERROR\] 1 error: 1 rule/).count == 1 : 'the calls with skip and with a wrong parameter judge nothing'
assert log.contains('guard.skip: nothing is judged for stores-broken')
assert log.contains('guard: guard.rule: no rule has the id no-such-rule')
assert log.contains('guard: guard.format: xml is none of text, agent, json, sarif, junit, github, html')
assert (log =~ /(?m)^\[INFO\] 1 warning: 1 rule/).count == 1 : 'a warning fails no build'
assert (log =~ /(?m)^\[ERROR\] 1 warning: 1 rule/).count == 1 : 'a warning fails the build that asks for it'
assert (log =~ /(?m)^\[INFO\] clean: 1 rule, 1 subject, 1 file, 0 suppressed, 1 baselined/).count == 1
assert log.contains('guard.failOnNotAssessed') : 'help names the parameters'
assert !log.contains('\tat dev.moveguard') : 'no stack trace'

def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, 'lenient/guard.sarif')).runs[0]
assert sarif.results*.level == ['warning']
assert sarif.results[0].ruleId == sarif.tool.driver.rules[0].id
