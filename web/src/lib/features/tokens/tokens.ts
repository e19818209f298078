/** Access tokens for programs of one's own. All of these throw ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { MadePersonalToken, PersonalToken, Scope } from '$lib/api/types';
import { proof } from '$lib/shared/proof.svelte';

export async function listTokens(): Promise<PersonalToken[]> {
	return (await body(api.GET('/v1/me/tokens'))).items;
}

export async function listScopes(): Promise<Scope[]> {
	return (await body(api.GET('/v1/oauth/scopes'))).items;
}

/** Null where whoever asks did not prove who they are. */
export function makeToken(name: string, scopes: string[], days: number): Promise<MadePersonalToken | null> {
	const fields = { name, scopes, expires_in_days: days };
	return proof.with(() => body(api.POST('/v1/me/tokens', { body: fields })));
}

export async function revokeToken(token: PersonalToken): Promise<void> {
	await api.DELETE('/v1/me/tokens/{token_id}', { params: { path: { token_id: token.id } } });
}
