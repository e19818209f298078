/** The typed client. Every call carries the access token, renews it once when refused, and throws values of problem.ts. */
import createClient from 'openapi-fetch';
import { accessToken, refresh } from './access';
import { problemOf, Unreachable } from './problem';
import type { paths } from './schema';
import type { CommandOutcome, ExportKind, Import } from './types';

const PUBLIC = [
	'/v1/auth/register',
	'/v1/auth/login',
	'/v1/auth/second-factor',
	'/v1/auth/passkey',
	'/v1/auth/passkey/options',
	'/v1/auth/password-resets'
];

export const api = createClient<paths>({ baseUrl: '', fetch: send });

interface Answered<T> {
	data?: T;
	response: Response;
}

/** The body of an answered call; typed non-empty, `undefined` for 204. */
export async function body<T>(call: Promise<Answered<T>>): Promise<T> {
	return (await call).data as T;
}

/** Sends a spoken command: multipart, with the moment it was said. */
export async function sendRecording(
	audio: Blob,
	said: { timezone: string; captured_at: string },
	key: string
): Promise<CommandOutcome> {
	const form = new FormData();
	form.set('audio', audio, 'command.wav');
	form.set('timezone', said.timezone);
	form.set('captured_at', said.captured_at);
	const response = await send(
		new Request('/v1/voice/commands', { method: 'POST', body: form, headers: { 'idempotency-key': key } })
	);
	return (await response.json()) as CommandOutcome;
}

/** Brings a file to be imported. It is read in the background. */
export async function sendFile(file: File, timezone: string): Promise<Import> {
	const form = new FormData();
	form.set('file', file);
	form.set('timezone', timezone);
	const response = await send(new Request('/v1/imports', { method: 'POST', body: form }));
	return (await response.json()) as Import;
}

/** Everything there is, as a file. */
export async function fetchExport(kind: ExportKind): Promise<{ name: string; content: Blob }> {
	const response = await send(new Request(`/v1/exports/${kind}`));
	const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
	return { name: named?.[1] ?? 'voicetodo', content: await response.blob() };
}

async function send(request: Request): Promise<Response> {
	const isPublic = PUBLIC.some((path) => new URL(request.url).pathname === path);
	const again = request.clone();
	let response = await attempt(request, isPublic ? null : await accessToken());
	if (response.status === 401 && !isPublic) response = await attempt(again, (await refresh()).access_token);
	// Who signs in is told why to wait; everything else is sent again by itself.
	if (response.status >= 500 || (response.status === 429 && !isPublic))
		throw new Unreachable(response.status);
	if (!response.ok) throw await problemOf(response);
	return response;
}

async function attempt(request: Request, token: string | null): Promise<Response> {
	if (token) request.headers.set('authorization', `Bearer ${token}`);
	try {
		return await fetch(request);
	} catch {
		throw new Unreachable();
	}
}
