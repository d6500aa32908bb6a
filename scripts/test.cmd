@echo off
rem The Windows twin of the script of the same name beside it.
setlocal
pushd "%~dp0.."
set PYTHON=%EXOSHELL_PYTHON%
if "%PYTHON%"=="" set PYTHON=py -3
%PYTHON% "scripts\environment.py" test pytest %*
set CODE=%ERRORLEVEL%
popd
exit /b %CODE%
