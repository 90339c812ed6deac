"""The ground floor: errors, findings, words, settings; nothing here knows about agents."""
