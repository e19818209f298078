/** Teams, who is in them, and what is shared with them. All of these throw ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { GivenRole, Team, TeamMember, TeamShare } from '$lib/api/types';
import { sync } from '$lib/shared/data/sync';
import { newId } from '$lib/shared/data/uuid';
import { people } from '$lib/shared/todo/people.svelte';
import type { Place } from './inviting';
import { teamRoles } from './words';

const of = (team_id: string) => ({ params: { path: { team_id } } });

export async function listTeams(): Promise<Team[]> {
	return (await body(api.GET('/v1/teams'))).items;
}

export const findTeam = (id: string): Promise<Team> => body(api.GET('/v1/teams/{team_id}', of(id)));

/** Under an id of our own: sent again, it is there once. */
export const makeTeam = (name: string, id = newId()): Promise<Team> =>
	body(api.POST('/v1/teams', { body: { id, name } }));

export const renameTeam = (id: string, name: string): Promise<Team> =>
	body(api.PATCH('/v1/teams/{team_id}', { ...of(id), body: { name } }));

/** The lists stay with their owners. */
export async function deleteTeam(id: string): Promise<void> {
	await api.DELETE('/v1/teams/{team_id}', of(id));
	void sync();
}

export async function handOver(id: string, user_id: string): Promise<void> {
	await api.PUT('/v1/teams/{team_id}/owner', { ...of(id), body: { user_id } });
}

/** The owner, the admins, the others. */
export async function membersOf(id: string): Promise<TeamMember[]> {
	return (await body(api.GET('/v1/teams/{team_id}/members', of(id)))).items;
}

export async function changeTeamRole(
	team_id: string,
	member_id: string,
	role: 'admin' | 'member'
): Promise<void> {
	const params = { path: { team_id, member_id } };
	await api.PATCH('/v1/teams/{team_id}/members/{member_id}', { params, body: { role } });
}

/** Sends somebody away, or with one's own id leaves; what they shared goes with them. */
export async function leaveTeam(team_id: string, member_id: string): Promise<void> {
	await api.DELETE('/v1/teams/{team_id}/members/{member_id}', { params: { path: { team_id, member_id } } });
	void sync();
}

export async function listsOf(id: string): Promise<TeamShare[]> {
	return (await body(api.GET('/v1/teams/{team_id}/categories', of(id)))).items;
}

/** With which teams a list is shared. */
export async function teamsOf(category_id: string): Promise<TeamShare[]> {
	return (await body(api.GET('/v1/categories/{category_id}/teams', { params: { path: { category_id } } })))
		.items;
}

/** From now on, or in another role from now on. */
export async function shareWithTeam(category_id: string, team_id: string, role: GivenRole): Promise<void> {
	const params = { path: { category_id, team_id } };
	await api.PUT('/v1/categories/{category_id}/teams/{team_id}', { params, body: { role } });
	await people.again(category_id);
	void sync();
}

export async function unshareWithTeam(category_id: string, team_id: string): Promise<void> {
	await api.DELETE('/v1/categories/{category_id}/teams/{team_id}', {
		params: { path: { category_id, team_id } }
	});
	await people.again(category_id);
	void sync();
}

/** Admins invite members; whom they make an admin, the owner says. */
export function toTeam({ id, role: own }: Pick<Team, 'id' | 'role'>): Place {
	return {
		roles: teamRoles().filter(({ role }) => own === 'owner' || role === 'member'),
		list: async () => (await body(api.GET('/v1/teams/{team_id}/invitations', of(id)))).items,
		invite: ({ role, ...draft }) => {
			const asked = { ...draft, role: role as 'admin' | 'member' };
			return body(api.POST('/v1/teams/{team_id}/invitations', { ...of(id), body: asked }));
		},
		takeBack: async (invitation_id) => {
			const params = { path: { team_id: id, invitation_id } };
			await api.DELETE('/v1/teams/{team_id}/invitations/{invitation_id}', { params });
		}
	};
}
