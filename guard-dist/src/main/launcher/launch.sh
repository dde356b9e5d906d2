# Runs Moveguard; read by the launchers of the distribution and of a checkout. They set
#   home      where they found themselves, for messages
#   jar       the program
#   archives  the folder for what the Java machine keeps of it; empty: nothing is kept
#   command   what a hook calls
# and call find_java, prepare where runs are worth it, and launch "$@".

flags='-XX:+UseSerialGC -XX:NewSize=48m -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xss4m'

# In the locale C, as in many containers, Java opens no file whose name is not ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
        LC_ALL=C.UTF-8
        export LC_ALL
        ;;
esac

fail() {
    echo "guard: $1" >&2
    exit 4
}

# Sets java, and what tells this Java from others: its path, which version it is, and of which feature release.
find_java() {
    java=java
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        java="$JAVA_HOME/bin/java"
    fi
    java=$(command -v "$java" 2>/dev/null) || fail "needs Java 17 or newer, and finds no java on the PATH"
    real=$java
    while [ -h "$real" ]; do
        link=$(readlink "$real")
        case $link in
            /*) real=$link ;;
            *) real=${real%/*}/$link ;;
        esac
    done
    version=
    feature=0
    if [ -r "${real%/*}/../release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_RUNTIME_VERSION=* | IMPLEMENTOR=*) version="$version $line" ;;
                JAVA_VERSION=*)
                    version="$version $line"
                    feature=${line#*\"}
                    feature=${feature%%[!0-9]*}
                    ;;
            esac
        done <"${real%/*}/../release"
    fi
    this_java="$real$version"
    path="$archives/program.jar:$archives/libraries.jar:$jar"
    case $archives$jar in
        *:*) archives= ;; # to Java that is two paths
    esac
    case ${feature:-0} in
        1? | 2[0-4] | [0-9]) archive="$archives/classes-$feature.jsa" ;;
        *) archive="$archives/classes-$feature.aot" ;;
    esac
}

# Whether the archive is of this Java and this program: one of another would cost even the archive that Java brings along.
has_archive() {
    made_for=
    [ -n "$archives" ] && [ -f "$archive" ] && [ -f "$archive.for" ] && IFS= read -r made_for <"$archive.for"
    [ "$made_for" = "$this_java" ] && [ ! "$jar" -nt "$archive" ]
}

prepare() {
    [ -z "$archives" ] || has_archive || make_archive
}

# Lets later runs map the classes of the tool as the machine has them after loading, instead of reading them from jars.
# Java checks that the archive fits it and the jars, and does without one that does not; where none can be made, too. Java 17
# finds none of the classes in it where the path of the jars has a space or a character that is not ASCII.
make_archive() {
    new="$archives/new.$$"
    mkdir -p "$new" 2>/dev/null || return 0 # no place to keep it
    trap 'rm -rf "$new"; exit 130' INT TERM
    echo "guard: preparing later runs to start faster (once) ..." >&2
    copy_jars && case $archive in
        *.aot) make_aot_cache ;;
        *) make_class_archive ;;
    esac
    # where it could not be made, that is remembered: an empty one is not tried again by each run
    [ -s "$new/archive" ] || : >"$new/archive"
    printf '%s\n' "$this_java" >"$new/for"
    mv -f "$new/archive" "$archive" && mv -f "$new/for" "$archive.for"
    rm -rf "$new"
    trap - INT TERM
}

# Java archives no class of a signed jar and none of Java 5, and nothing it makes up at run time, so the jars are copied. The copies
# have the time of the program: whoever else prepares this installation makes the same files, and to an archive a file of another
# time is another file.
copy_jars() {
    # shellcheck disable=SC2086 # the flags are words
    "$java" $flags -cp "$jar" dev.moveguard.cli.ArchivableJars "$new/libraries.jar" "$new/program.jar" >/dev/null 2>&1 &&
        touch -r "$jar" "$new/libraries.jar" "$new/program.jar" &&
        mv -f "$new/libraries.jar" "$new/program.jar" "$archives/"
}

rehearse() {
    rm -rf "$new/work" && mkdir "$new/work" || return 1
    # shellcheck disable=SC2086
    "$java" $flags "-XX:ErrorFile=$new/error" "$@" -cp "$path" dev.moveguard.cli.Rehearsal "$new/work" >/dev/null 2>&1
}

# Left out are the proxies of lambdas in nested classes whose outermost class was not loaded: Java 17.0.15 crashes when it maps one.
make_class_archive() {
    rehearse -Xshare:off "-XX:DumpLoadedClassList=$new/all" || return 0
    # shellcheck disable=SC2016 # fields of awk
    awk '
        FNR == NR { if ($1 !~ /^@/) loaded[$1] = 1; next }
        $1 == "@lambda-proxy" { host = $2; sub(/[$].*/, "", host); if (!(host in loaded)) next }
        { print }' "$new/all" "$new/all" >"$new/list" 2>/dev/null || return 0
    # shellcheck disable=SC2086
    "$java" $flags -Xshare:dump "-XX:SharedClassListFile=$new/list" "-XX:SharedArchiveFile=$new/archive" -cp "$path" \
        >/dev/null 2>&1 && rehearse "-XX:SharedArchiveFile=$new/archive" || rm -f "$new/archive"
}

# What the rehearsal tells of hot methods is not kept: compiling them at once costs a short run a fifth more.
make_aot_cache() {
    rehearse -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "-XX:AOTCacheOutput=$new/archive" &&
        rehearse "-XX:AOTCache=$new/archive" || rm -f "$new/archive"
}

# Runs the program and ends with its exit code.
launch() {
    use=
    if has_archive && [ -s "$archive" ]; then
        set -- -cp "$path" dev.moveguard.cli.Guard "$@"
        case $archive in
            *.aot) use="-XX:AOTCache=$archive" ;;
            *) use="-XX:SharedArchiveFile=$archive" ;;
        esac
    else
        set -- -jar "$jar" "$@"
    fi
    terminal=false
    [ -t 1 ] && terminal=true
    progress=false
    [ -t 2 ] && progress=true
    # shellcheck disable=SC2086 # the flags are words
    "$java" $flags -Xlog:disable ${use:+"$use"} -Dguard.launcher=true "-Dguard.command=$command" \
        -Dguard.terminal=$terminal -Dguard.progress=$progress "$@"
    code=$?
    case $code in
        101) exit 1 ;; # findings; 1 itself is what a Java machine says that did not start
        1) fail "Java did not start; is it 17 or newer? ($java)" ;;
        *) exit $code ;;
    esac
}
