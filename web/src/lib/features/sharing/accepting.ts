/** Invitations that are for who is signed in. All of these throw ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { Category, Invitation, Team } from '$lib/api/types';
import { sync } from '$lib/shared/data/sync';

/** Those to the address of the account. */
export async function listWaiting(): Promise<Invitation[]> {
	return (await body(api.GET('/v1/invitations'))).items;
}

/** Answers the room of what was joined, once that is here. */
export async function accept({ id }: Invitation): Promise<string> {
	const params = { path: { invitation_id: id } };
	return entered(await body(api.PUT('/v1/invitations/{invitation_id}/acceptance', { params })));
}

/** As `accept`, by what was handed over. */
export async function acceptToken(token: string): Promise<string> {
	return entered(await body(api.POST('/v1/invitations/acceptance', { body: { token } })));
}

export async function decline({ id }: Invitation): Promise<void> {
	await api.DELETE('/v1/invitations/{invitation_id}', { params: { path: { invitation_id: id } } });
}

async function entered(joined: Category | Team): Promise<string> {
	await sync();
	return 'position' in joined ? `/lists/${joined.id}` : `/settings/teams/${joined.id}`;
}
