def log = new File(basedir, 'build.log').text
def reports = { name ->
    new groovy.xml.XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-laws.${name}.xml")).testcase
            .collectEntries { [it.@name.text(), it.failure.@message.text()] }
}
def laws = reports('LawsTest')
def wrong = reports('WrongTest')

assert laws.keySet() as List == ['sessions-keep-no-cursor: SHOP/1, no cursor outlives its query',
        'orders-are-not-copied (no-clone)', 'bills-are-not-copied (no-clone)']
assert laws.values()[0].startsWith('error[sessions-keep-no-cursor]: Orders.rows stores a ResultSet\n --> src/main/java/shop/Orders.java:6:')
assert laws.values()[0].contains('  = fix: read the rows where the query runs\n')
assert laws.values()[1] == ''
assert laws.values()[2].startsWith('error[bills-are-not-copied]: ')
assert wrong == ['config-broken.yaml': 'config-broken.yaml:3:39: no rule kind is called no-clon, did you mean no-clone?']
assert log.contains('Tests run: 4, Failures: 3, Errors: 0, Skipped: 0')
assert (log =~ /(?m)^error\[sessions-keep-no-cursor\]: Orders\.rows stores a ResultSet$/).find()
