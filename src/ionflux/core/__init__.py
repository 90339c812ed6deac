"""The ground floor: errors, findings, words, settings; nothing here knows of an agent."""
