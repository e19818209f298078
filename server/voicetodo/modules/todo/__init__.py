"""Todos, subtasks, categories, labels, activity and trash. Every change is recorded, announced, and can be undone."""
