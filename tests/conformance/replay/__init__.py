"""Replays what PowerShell 7.6 was recorded to do in exoshell, in process, and compares."""
