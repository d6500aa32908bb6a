@echo off
rem The Windows twin of the script of the same name beside it.
setlocal
set PYTHON=%EXOSHELL_PYTHON%
if "%PYTHON%"=="" set PYTHON=py -3
%PYTHON% "%~dp0environment.py" run exoshell %*
exit /b %ERRORLEVEL%
