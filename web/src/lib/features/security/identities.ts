/** Accounts elsewhere that somebody signs in with. */
import { api, body } from '$lib/api/client';
import type { components } from '$lib/api/schema';

export type Identity = components['schemas']['ShownIdentity'];

export const identities = async () => (await body(api.GET('/v1/me/identities'))).items;
export const unlink = (id: string) =>
	body(api.DELETE('/v1/me/identities/{identity_id}', { params: { path: { identity_id: id } } }));
