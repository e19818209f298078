"""Todos over HTTP: one file for each noun."""

from voicetodo.modules.todo.routes import (
    activity,
    batches,
    categories,
    completion,
    exports,
    filters,
    imports,
    invitations,
    labels,
    members,
    occurrences,
    search,
    sections,
    sync,
    todos,
    trash,
)

ROUTES = (
    *todos.ROUTES,
    *completion.ROUTES,
    *occurrences.ROUTES,
    *batches.ROUTES,
    *trash.ROUTES,
    *categories.ROUTES,
    *sections.ROUTES,
    *members.ROUTES,
    *invitations.ROUTES,
    *labels.ROUTES,
    *filters.ROUTES,
    *imports.ROUTES,
    *exports.ROUTES,
    *search.ROUTES,
    *activity.ROUTES,
    *sync.ROUTES,
)
