"""The house rules of a team, as plug-ins of ionflux."""
