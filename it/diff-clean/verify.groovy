def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] decided: orders-keep-no-cursor is a warning now, it was an error$/).count == 1 : 'once for all modules'
assert (log =~ /(?m)^\[INFO\] no weaker: 1 rule compared with HEAD, 1 decided$/).count == 1
assert new groovy.json.JsonSlurper().parse(new File(basedir, 'losses.json')).losses*.decision == ['0002']
