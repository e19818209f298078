/** What somebody does about their own security; each asks to confirm who they are where that was long ago. */
import { takeAccess } from '$lib/api/access';
import { api, body } from '$lib/api/client';
import { askPasskey, makePasskey } from '$lib/api/passkeys';
import { ApiProblem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

export type SecondFactors = components['schemas']['SecondFactors'];
export type Passkey = components['schemas']['Passkey'];
export type ShownSession = components['schemas']['ShownSession'];
export type NewApp = components['schemas']['NewApp'];

export const secondFactors = () => body(api.GET('/v1/me/second-factors'));
export const setUpApp = () => body(api.POST('/v1/me/authenticator-app'));
export const confirmApp = async (code: string) =>
	(await body(api.POST('/v1/me/authenticator-app/confirmation', { body: { code } }))).codes;
export const removeApp = () => body(api.DELETE('/v1/me/authenticator-app'));
export const renewCodes = async () => (await body(api.POST('/v1/me/recovery-codes'))).codes;

export const passkeys = async () => (await body(api.GET('/v1/me/passkeys'))).items;
export const removePasskey = (id: string) =>
	body(api.DELETE('/v1/me/passkeys/{passkey_id}', { params: { path: { passkey_id: id } } }));

export async function addPasskey(name: string): Promise<void> {
	const { options } = await body(api.POST('/v1/me/passkeys/options'));
	const credential = await makePasskey(options);
	await body(api.POST('/v1/me/passkeys', { body: { name, credential } }));
}

export const sessions = async () => (await body(api.GET('/v1/me/sessions'))).items;
export const endSession = (id: string) =>
	body(api.DELETE('/v1/me/sessions/{session_id}', { params: { path: { session_id: id } } }));

/** Whether it was refused for no other reason than that the sign-in was long ago. */
export const isTooLongAgo = (error: unknown) =>
	error instanceof ApiProblem && error.slug === 'reauthentication-required';

/** Proves again who it is. Throws ApiProblem or Unreachable. */
export async function confirmBy(proof: { password: string } | { code: string }): Promise<void> {
	takeAccess(await body(api.POST('/v1/auth/reauthentication', { body: proof })));
}

export async function confirmByPasskey(): Promise<void> {
	const { options } = await body(api.POST('/v1/auth/reauthentication/options'));
	const passkey = await askPasskey(options);
	takeAccess(await body(api.POST('/v1/auth/reauthentication', { body: { passkey } })));
}
