@echo off
rem Runs Moveguard from its distribution, with the Java of JAVA_HOME or the PATH.
setlocal
set "GUARD_JAR=%~dp0..\guard.jar"
set "GUARD_JAVA=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "GUARD_JAVA=%JAVA_HOME%\bin\java.exe"
"%GUARD_JAVA%" -XX:+UseSerialGC -XX:NewSize=48m -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xss4m -Xshare:auto -Dguard.launcher=true "-Dguard.command=%~f0" -jar "%GUARD_JAR%" %*
set GUARD_CODE=%ERRORLEVEL%
rem Findings; 1 itself is what a Java machine says that did not start, 9009 that there is none.
if %GUARD_CODE%==101 exit /b 1
if %GUARD_CODE%==1 goto nojava
if %GUARD_CODE%==9009 goto nojava
exit /b %GUARD_CODE%

:nojava
echo guard: needs Java 17 or newer: Java did not start ("%GUARD_JAVA%") 1>&2
exit /b 4
