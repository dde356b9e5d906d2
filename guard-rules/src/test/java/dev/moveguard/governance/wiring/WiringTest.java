package dev.moveguard.governance.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    @TempDir
    Path folder = Path.of("");

    private WiringTest file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        return this;
    }

    /** The calls of guard, each as {@code file:line trigger words}, and why it is lost. */
    private List<String> calls() {
        return Wiring.of(folder).calls().stream()
                .filter(call -> call.words().stream().anyMatch(word -> word.matches("(.*/)?(guard|mvn)")))
                .map(call -> "%s:%s %s %s%s"
                        .formatted(
                                call.at().file(),
                                call.at().line(),
                                call.trigger(),
                                call,
                                call.lost().isEmpty() ? "" : " !" + call.lost()))
                .toList();
    }

    @Test
    void readsGitHubActions() throws IOException {
        file(".github/workflows/ci.yml", """
                on: [push, pull_request]
                jobs:
                  build:
                    steps:
                      - uses: actions/checkout@v4
                      - run: ./guard check
                      - run: |
                          echo hello
                          # ./guard check --rule commented
                          ./guard prove
                      - run: ./guard audit
                        continue-on-error: true
                      - run: ./guard check | tee log
                      - {run: "./guard check | tee log", shell: bash}
                      - {run: ./guard doctor, if: false}
                  other:
                    continue-on-error: true
                    steps: [{run: ./guard check}]
                """);
        file(".github/workflows/by-hand.yml", "on: workflow_dispatch\njobs: {a: {steps: [{run: ./guard check}]}}\n");
        assertThat(calls())
                .containsExactly(
                        ".github/workflows/by-hand.yml:2 MANUAL ./guard check",
                        ".github/workflows/ci.yml:6 CI ./guard check",
                        ".github/workflows/ci.yml:10 CI ./guard prove",
                        ".github/workflows/ci.yml:11 CI ./guard audit !continue-on-error is true",
                        ".github/workflows/ci.yml:13 CI ./guard check !its exit code is lost in a pipe",
                        ".github/workflows/ci.yml:14 CI ./guard check",
                        ".github/workflows/ci.yml:15 CI ./guard doctor !if is false",
                        ".github/workflows/ci.yml:18 CI ./guard check !continue-on-error is true");
    }

    @Test
    void followsLocalActionsAndScripts() throws IOException {
        file(".github/workflows/ci.yml", "on: push\njobs: {a: {steps: [{uses: ./.github/actions/laws}]}}\n");
        file(".github/actions/laws/action.yml", "runs:\n  steps:\n    - run: bash tools/laws.sh\n");
        file("tools/laws.sh", "#!/bin/sh\nset -e\n./guard check\n");
        assertThat(calls()).containsExactly("tools/laws.sh:3 CI ./guard check");
    }

    @Test
    void readsAWorkflowThatOthersCallWhereTheyDo() throws IOException {
        file(".github/workflows/laws.yml", "on: {workflow_call: {}}\njobs: {a: {steps: [{run: ./guard check}]}}\n");
        assertThat(calls()).isEmpty();
        file(".github/workflows/ci.yml", """
                on: push
                jobs:
                  laws:
                    strategy: {matrix: {java: [17, 21]}}
                    uses: ./.github/workflows/laws.yml
                  soft:
                    continue-on-error: true
                    uses: ./.github/workflows/laws.yml
                """);
        assertThat(calls())
                .containsExactly(
                        ".github/workflows/laws.yml:2 CI ./guard check",
                        ".github/workflows/laws.yml:2 CI ./guard check !continue-on-error is true");
    }

    @Test
    void readsTargetsOfAMakefileAndScriptsOfAPackage() throws IOException {
        file(".github/workflows/ci.yml", """
                on: push
                jobs: {a: {steps: [{run: make}, {run: make -s soft X=1}, {run: npm run laws}, {run: yarn more}, {run: make -C sub}]}}
                """);
        file("Makefile", """
                X := 1
                .PHONY: all

                all: build laws

                laws:
                \t@./guard check \\
                \t  --fail-on error
                soft:
                \t-./guard audit
                unused:
                \t./guard doctor
                build:
                \tmvn verify
                """);
        file("package.json", """
                {
                \t"scripts": {
                \t\t"laws": "guard check",
                \t\t"more": "guard prove | cat"
                \t}
                }
                """);
        assertThat(calls())
                .containsExactly(
                        "Makefile:14 CI mvn verify",
                        "Makefile:7 CI ./guard check --fail-on error",
                        "Makefile:10 CI ./guard audit !|| true swallows its failure",
                        "package.json:3 CI guard check",
                        "package.json:4 CI guard prove !its exit code is lost in a pipe");
    }

    @Test
    void readsWhatGitLabJobsShare() throws IOException {
        file(".gitlab-ci.yml", """
                .root: &root
                  script: [./guard check]
                .base: {extends: .root}
                twice: {extends: .base}
                merged: {<<: *root, allow_failure: true}
                referred:
                  script:
                    - !reference [.root, script]
                byHand:
                  extends: .base
                  rules: [{if: $A, when: manual}, {when: never}]
                sometimes:
                  extends: .base
                  rules: [{if: $A, when: manual}, {if: $B}]
                """);
        assertThat(calls())
                .containsExactly(
                        ".gitlab-ci.yml:2 CI ./guard check",
                        ".gitlab-ci.yml:2 CI ./guard check !allow_failure is true",
                        ".gitlab-ci.yml:2 CI ./guard check",
                        ".gitlab-ci.yml:2 MANUAL ./guard check",
                        ".gitlab-ci.yml:2 CI ./guard check");
    }

    @Test
    void readsStepsThatAnExpressionPutsIntoAPipelineOfAzure() throws IOException {
        file("azure-pipelines.yml", "steps:\n  - ${{ if eq(variables.a, 'b') }}:\n      - script: ./guard check\n");
        assertThat(calls()).containsExactly("azure-pipelines.yml:3 CI ./guard check");
    }

    @Test
    void readsGitLab() throws IOException {
        file(".gitlab-ci.yml", """
                include: [{local: /ci/laws.yml}]
                stages: [test]
                .template:
                  allow_failure: true
                  script: [./guard check --rule hidden]
                laws:
                  script:
                    - ./guard check
                    - [./guard prove, "./guard audit || true"]
                soft: {extends: .template, script: ["./guard check"]}
                later: {when: manual, script: "./guard check"}
                """).file("ci/laws.yml", "included: {script: ['guard check']}\n");
        assertThat(calls())
                .containsExactly(
                        "ci/laws.yml:1 CI guard check",
                        ".gitlab-ci.yml:8 CI ./guard check",
                        ".gitlab-ci.yml:9 CI ./guard prove",
                        ".gitlab-ci.yml:9 CI ./guard audit !|| true swallows its failure",
                        ".gitlab-ci.yml:10 CI ./guard check !allow_failure is true",
                        ".gitlab-ci.yml:11 MANUAL ./guard check");
    }

    @Test
    void aFileThatIncludesItselfIsReadOnce() throws IOException {
        file(".gitlab-ci.yml", "include: a.yml\n").file("a.yml", "include: a.yml\nlaws: {script: guard check}\n");
        assertThat(calls()).containsExactly("a.yml:2 CI guard check");
    }

    @Test
    void readsAzure() throws IOException {
        file("azure-pipelines.yml", """
                stages:
                  - jobs:
                      - steps:
                          - script: ./guard check
                          - bash: |
                              ./guard prove
                              ./guard audit
                          - task: Maven@4
                            inputs: {goals: verify, options: -B}
                          - {script: ./guard check, continueOnError: true}
                          - {script: ./guard check, enabled: false}
                """);
        assertThat(calls())
                .containsExactly(
                        "azure-pipelines.yml:4 CI ./guard check",
                        "azure-pipelines.yml:6 CI ./guard prove !the script goes on when it fails",
                        "azure-pipelines.yml:7 CI ./guard audit",
                        "azure-pipelines.yml:8 CI mvn -B verify",
                        "azure-pipelines.yml:10 CI ./guard check !continueOnError is true",
                        "azure-pipelines.yml:11 CI ./guard check !it is switched off");
    }

    @Test
    void readsCircleCi() throws IOException {
        file(".circleci/config.yml", """
                commands: {laws: {steps: [{run: ./guard check}]}}
                jobs:
                  used:
                    steps: [checkout, laws, {run: {name: x, command: ./guard prove}}]
                  unused:
                    steps: [{run: ./guard audit}]
                workflows: {main: {jobs: [used]}}
                """);
        assertThat(calls())
                .containsExactly(
                        ".circleci/config.yml:1 CI ./guard check",
                        ".circleci/config.yml:4 CI ./guard prove",
                        ".circleci/config.yml:6 MANUAL ./guard audit");
    }

    @Test
    void readsAJenkinsfile() throws IOException {
        file("Jenkinsfile", """
                pipeline {
                    // sh 'guard check --rule commented'
                    stages { stage('x') { steps {
                        sh './guard check'
                        sh(script: "guard prove", returnStatus: true)
                        sh '''
                            guard audit
                        '''
                        catchError { sh 'guard doctor' }
                        echo 'see https://example.org' /* sh 'guard list' */
                    } } }
                }
                """);
        assertThat(calls())
                .containsExactly(
                        "Jenkinsfile:4 CI ./guard check",
                        "Jenkinsfile:5 CI guard prove !the pipeline goes on when it fails",
                        "Jenkinsfile:7 CI guard audit",
                        "Jenkinsfile:9 CI guard doctor !the pipeline goes on when it fails");
    }

    @Test
    void readsHooks() throws IOException {
        file(".pre-commit-config.yaml", "repos: [{repo: local, hooks: [{id: laws, entry: guard check --staged}]}]\n");
        file("lefthook.yml", "pre-commit: {commands: {laws: {run: guard check}}}\n");
        file(".husky/pre-commit", "#!/bin/sh\nguard check\n");
        assertThat(calls())
                .containsExactly(
                        ".husky/pre-commit:2 HOOK guard check",
                        ".pre-commit-config.yaml:1 HOOK guard check --staged",
                        "lefthook.yml:1 HOOK guard check");
    }

    @Test
    void readsShellScriptsAsAShellDoes() throws IOException {
        file(".ci/run", """
                #!/usr/bin/env bash
                set -euo pipefail
                cd "$(dirname "$0")/.."
                A=b ./guard check --rule 'one two' \\
                    --lens auto  # and so on
                ./guard prove || { echo no >&2; exit 1; }
                ./guard prove || echo no
                if ./guard audit; then echo yes; fi
                ./guard list &
                cat <<EOF
                ./guard check --rule in-a-text
                EOF
                echo "./guard check --rule in-quotes"
                set +e
                ./guard doctor
                ./guard check 2>&1 | cat
                """);
        assertThat(calls())
                .containsExactly(
                        ".ci/run:4 CI ./guard check --rule one two --lens auto",
                        ".ci/run:6 CI ./guard prove",
                        ".ci/run:7 CI ./guard prove !|| echo no swallows its failure",
                        ".ci/run:8 CI ./guard audit !it is a condition",
                        ".ci/run:9 CI ./guard list !it runs in the background",
                        ".ci/run:15 CI ./guard doctor !the script goes on when it fails",
                        ".ci/run:16 CI ./guard check 2>&1 !the script goes on when it fails");
    }

    @Test
    void tellsWhatItCannotRead() throws IOException {
        file(".gitlab-ci.yml", "a: [b\n");
        assertThat(Wiring.of(folder).unread()).containsExactly(".gitlab-ci.yml is not YAML");
    }

    @Test
    void aProjectWithoutAnyRunsNothing() {
        assertThat(Wiring.of(folder).calls()).isEmpty();
        assertThat(Wiring.of(folder).hasCi()).isFalse();
    }
}
