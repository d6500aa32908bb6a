"""What the cmdlets for processes share."""
