"""Declaration kit: `Cmdlet`, `Param`, `CommandInfo`, validation attributes and the protocols that commands ask for."""
