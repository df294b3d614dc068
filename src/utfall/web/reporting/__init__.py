"""The reporting round in the browser: tasks, contributions, approval, the round itself."""
