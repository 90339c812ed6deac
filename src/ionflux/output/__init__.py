"""Values to text: emitters, reporters, views and schemas."""
