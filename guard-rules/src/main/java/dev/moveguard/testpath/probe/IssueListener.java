package dev.moveguard.testpath.probe;

import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Passes on what the engines say of a class they discover. Since 1.6 there are listeners, since 1.13 there are issues. */
final class IssueListener implements LauncherDiscoveryListener {
    private final String name;
    private final Answers answers;

    private IssueListener(String name, Answers answers) {
        this.name = name;
        this.answers = answers;
    }

    static void add(LauncherDiscoveryRequestBuilder request, String name, Answers answers) {
        request.listeners(new IssueListener(name, answers));
    }

    @Override
    public void issueEncountered(UniqueId engine, DiscoveryIssue issue) {
        issue.cause()
                .ifPresentOrElse(
                        cause -> answers.say("failed", name, Answers.message(cause)),
                        () -> answers.say(
                                "issue",
                                name,
                                issue.severity(),
                                issue.message().lines().findFirst().orElse("")));
    }
}
