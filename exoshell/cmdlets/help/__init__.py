"""Help: comment-based help of functions and scripts, help of cmdlets from their declarations, and how both are shown."""
