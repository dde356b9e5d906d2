def log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^\[INFO\] DOC-ONLY +docs\/adr\/0001-orders-keep-no-rows\.md /).count == 1
assert (log =~ /(?m)^\[ERROR\] DOC-ONLY +docs\/adr\/0001-orders-keep-no-rows\.md /).count == 1
assert (log =~ /guard: no rules\.yaml in .* name the rules with guard\.config/).count == 1 : 'the other goals need rules'
