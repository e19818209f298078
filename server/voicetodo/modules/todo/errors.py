"""What can go wrong with todos and with what they are put in order by."""

from voicetodo.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany


class TodoNotFound(NotFound):
    """No such todo, or it is not yours to see."""


class CategoryNotFound(NotFound):
    """No such category, or it is not yours to see."""


class SectionNotFound(NotFound):
    """No such section, or it is not yours to see."""


class LabelNotFound(NotFound):
    """No such label, or it is not yours to see."""


class FilterNotFound(NotFound):
    """No such filter, or it is not yours to see."""


class AttachmentNotFound(NotFound):
    """No such attachment, or it is not yours to see."""


class CommentNotFound(NotFound):
    """No such comment, or it is not yours to see."""


class ChangeSetNotFound(NotFound):
    """Nothing is known of such changes."""


class ImportNotFound(NotFound):
    """No such import, or it is not yours to see."""


class ImportInvalid(Invalid):
    """This cannot be imported as it was sent."""


class ImportUnready(Conflict):
    """The import is not so far. Look at its state."""


class TooManyImports(Conflict):
    """You have several imports on their way. Approve or delete one of them first."""


class MemberNotFound(NotFound):
    """Nobody of that id is a member of this list."""


class TeamNotFound(NotFound):
    """No such team, or you are not in it."""


class TeamMemberNotFound(NotFound):
    """Nobody of that id is in this team."""


class InvitationNotFound(NotFound):
    """There is no such invitation, or it is not for you, was used, was taken back, or has expired. Ask for another."""


class NotAllowed(Forbidden):
    """You may look at this, but not do that: ask its owner for the right to."""


class ListFull(Forbidden):
    """There is no room for more in this list. Its owner can make some."""


class TodoInvalid(Invalid):
    """This cannot be a todo as it stands."""


class CategoryInvalid(Invalid):
    """This cannot be a category as it stands."""


class SectionInvalid(Invalid):
    """This cannot be a section as it stands."""


class LabelInvalid(Invalid):
    """This cannot be a label as it stands."""


class FilterInvalid(Invalid):
    """This cannot be a filter as it stands."""


class TeamInvalid(Invalid):
    """This cannot be a team as it stands."""


class InvitationInvalid(Invalid):
    """This cannot be an invitation as it stands."""


class AttachmentInvalid(Invalid):
    """This cannot be an attachment as it stands."""


class CommentInvalid(Invalid):
    """This cannot be a comment as it stands."""


class QueryInvalid(Invalid):
    """This cannot be asked as it stands."""


class BatchRefused(Invalid):
    """One of the operations was refused, so none was done."""


class TodoIdTaken(Conflict):
    """You have another todo with this id. Make a new id for each new todo."""


class CategoryIdTaken(Conflict):
    """You have another category with this id. Make a new id for each new category."""


class SectionIdTaken(Conflict):
    """You have another section with this id. Make a new id for each new section."""


class OpenSubtasks(Conflict):
    """This has open subtasks. Say whether they are done too or stay open."""


class OccurrenceAhead(Conflict):
    """This comes later. Complete or skip the present occurrence first."""


class AttachmentIdTaken(Conflict):
    """There is another attachment with this id. Make a new id for each new attachment."""


class StorageFull(Conflict):
    """Your files take up as much room as they may. Delete some that are not needed any more."""


class CommentIdTaken(Conflict):
    """There is another comment with this id. Make a new id for each new comment."""


class TooManySections(Conflict):
    """This list has as many sections as it can have. Delete one that you do not need any more."""


class LabelIdTaken(Conflict):
    """You have another label with this id. Make a new id for each new label."""


class FilterIdTaken(Conflict):
    """You have another filter with this id. Make a new id for each new filter."""


class FilterNameTaken(Conflict):
    """You have a filter with this name already. Choose another name, or use that one."""


class TooManyFilters(Conflict):
    """You have as many filters as can be kept. Delete one that you do not need any more."""


class CategoryArchived(Conflict):
    """This list is in the archive. Take it out of there to change it or what is in it."""


class TooManyCategories(Conflict):
    """You have as many lists as can be kept. Delete one that you do not need any more."""


class CategoryTooLarge(Conflict):
    """This list has too many tasks to be duplicated: 2,000 at most. Leave the done ones out, or split it."""


class TooManyMembers(Conflict):
    """As many people share this list as can. Somebody has to leave before another can join."""


class MemberOfTeam(Conflict):
    """They see this list as members of a team. Stop sharing it with the team, or let them leave that."""


class TeamIdTaken(Conflict):
    """There is another team with this id. Make a new id for each new team."""


class TeamNeedsOwner(Conflict):
    """A team has an owner. Hand it over to somebody else first, or delete it."""


class TooManyTeams(Conflict):
    """Nobody can be in more teams than that. One has to be left first."""


class TooManyTeamMembers(Conflict):
    """As many people are in this team as can be. Somebody has to leave before another can join."""


class TooManyTeamShares(Conflict):
    """As many lists are shared with this team, or this list with as many teams, as can be. Stop sharing one first."""


class TooManyInvitations(TooMany):
    """You have made as many invitations as can be made in a day. Go on tomorrow, or make one for several people."""


class CategoryNameTaken(Conflict):
    """You have a category with this name already. Choose another name, or use that one."""


class SectionNameTaken(Conflict):
    """This list has a section with this name already. Choose another name, or use that one."""


class LabelNameTaken(Conflict):
    """You have a label with this name already. Choose another name, or use that one."""


class ChangeSetReused(Conflict):
    """These changes carry an id that was used for others. Make a new id for each set of changes."""


class MutationInvalid(Invalid):
    """This mutation cannot be read as it was sent."""


class MutationReused(Conflict):
    """This mutation carries an id that was used for another one. Make a new id for each mutation."""


class CalendarNameTaken(Conflict):
    """You have a calendar at this address already."""
