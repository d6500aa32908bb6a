"""What several object cmdlets share: property expressions, ordering and grouping keys, statistics."""
