/** What somebody does about their own security. All of these throw ApiProblem or Unreachable. */
import { refresh } from '$lib/api/access';
import { api, body } from '$lib/api/client';
import { makePasskey } from '$lib/api/passkeys';
import type { components } from '$lib/api/schema';

export type SecondFactors = components['schemas']['SecondFactors'];
export type Passkey = components['schemas']['Passkey'];
export type ShownSession = components['schemas']['ShownSession'];
export type NewApp = components['schemas']['NewApp'];

export const secondFactors = () => body(api.GET('/v1/me/second-factors'));
export const setUpApp = () => body(api.POST('/v1/me/authenticator-app'));

/** The recovery codes. From now on our access token says that there is a second factor, as some servers ask for. */
export async function confirmApp(code: string): Promise<string[]> {
	const { codes } = await body(api.POST('/v1/me/authenticator-app/confirmation', { body: { code } }));
	await refresh().catch(() => undefined);
	return codes;
}

export const removeApp = () => body(api.DELETE('/v1/me/authenticator-app'));
export const renewCodes = async () => (await body(api.POST('/v1/me/recovery-codes'))).codes;

export const passkeys = async () => (await body(api.GET('/v1/me/passkeys'))).items;
export const removePasskey = (id: string) =>
	body(api.DELETE('/v1/me/passkeys/{passkey_id}', { params: { path: { passkey_id: id } } }));

export const renamePasskey = (id: string, name: string) =>
	body(api.PATCH('/v1/me/passkeys/{passkey_id}', { params: { path: { passkey_id: id } }, body: { name } }));

export async function addPasskey(name: string): Promise<void> {
	const { options } = await body(api.POST('/v1/me/passkeys/options'));
	const credential = await makePasskey(options);
	await body(api.POST('/v1/me/passkeys', { body: { name, credential } }));
	await refresh().catch(() => undefined); // as for an app
}

/** Those signed in last first; `cursor` is where a page before ended. */
export const sessions = (cursor?: string) =>
	body(api.GET('/v1/me/sessions', { params: { query: { limit: 10, cursor } } }));
export const endSession = (id: string) =>
	body(api.DELETE('/v1/me/sessions/{session_id}', { params: { path: { session_id: id } } }));
