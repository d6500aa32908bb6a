"""What the cmdlets share that show, write and convert objects."""
