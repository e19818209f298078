/** What roles are called, in lists and in teams. */
import { m } from '$lib/paraglide/messages';

const ROLES: Record<string, () => string> = {
	owner: () => m.sharing_role_owner(),
	editor: () => m.sharing_role_editor(),
	commenter: () => m.sharing_role_commenter(),
	viewer: () => m.sharing_role_viewer(),
	admin: () => m.sharing_role_admin(),
	member: () => m.sharing_role_member()
};

export interface NamedRole {
	role: string;
	words: string;
}

export const roleWords = (role: string): string => ROLES[role]?.() ?? role;

/** What somebody else may be given in a list, most first. */
export const listRoles = (): NamedRole[] =>
	['editor', 'commenter', 'viewer'].map((role) => ({ role, words: roleWords(role) }));

/** In a team, which its owner does not own as they own a list. */
export const teamRoleWords = (role: string): string =>
	role === 'owner' ? m.teams_role_owner() : roleWords(role);

/** What somebody may be invited as into a team, and given there. */
export const teamRoles = (): NamedRole[] =>
	['member', 'admin'].map((role) => ({ role, words: roleWords(role) }));
