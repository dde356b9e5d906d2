def log = new File(basedir, 'build.log').text
def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'laws/target/surefire-reports/TEST-laws.LawsTest.xml'))

assert (log =~ /(?m)^guard: clean: 2 rules, 2 subjects, \d+ files?, 0 suppressed, \d+ ms$/).count == 1
assert report.testcase.@classname*.text() == ['laws.LawsTest', 'laws.LawsTest']
assert report.testcase.@name*.text() ==
        ['sessions-keep-no-cursor: SHOP/1, no cursor outlives its query', 'orders-are-not-copied (no-clone)']
assert report.'@failures' == '0'
assert (log =~ /(?m)^\[INFO\] laws\.LawsTest +laws +1 test +yes +2 tests /).count == 1
