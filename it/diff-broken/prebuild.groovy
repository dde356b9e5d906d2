def git = { String... words ->
    def command = ['git', '-c', 'user.name=it', '-c', 'user.email=it@localhost', '-c', 'core.hooksPath=', '-c', 'commit.gpgsign=false'] + words.toList()
    def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0 : "$words: $said"
}
git('init', '-q', '-b', 'main')
git('add', '.')
git('commit', '-q', '-m', 'a rule')
def rules = new File(basedir, 'rules.yaml')
rules.text = rules.text.replace('    kind: never-stores', '    severity: warning\n    kind: never-stores')
return true
