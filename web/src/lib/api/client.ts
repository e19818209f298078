/** The typed client. Every call carries the access token, renews it once when refused, and throws values of problem.ts. */
import createClient from 'openapi-fetch';
import { getLocale } from '$lib/paraglide/runtime';
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
	'/v1/auth/providers',
	'/v1/auth/providers/visits',
	'/v1/auth/providers/sign-in',
	'/v1/auth/password-resets'
];

export const api = createClient<paths>({ baseUrl: '', fetch: send });

let whenSecondFactorMissing: () => void = () => undefined;

/** Says whom to tell that a second factor is asked for here, and that this session has not proven one. */
export function watchSecondFactor(tell: () => void): void {
	whenSecondFactorMissing = tell;
}

interface Answered<T> {
	data?: T;
	response: Response;
}

/** The body of an answered call; typed non-empty, `undefined` for 204. */
export async function body<T>(call: Promise<Answered<T>>): Promise<T> {
	return (await call).data as T;
}

/** Sends a spoken command: multipart, with the moment it was said. Sent again under its id, nothing is done twice. */
export async function sendRecording(
	audio: Blob,
	said: { id: string; timezone: string; captured_at: string }
): Promise<CommandOutcome> {
	const form = new FormData();
	form.set('audio', audio, 'command.wav');
	for (const [name, value] of Object.entries(said)) form.set(name, value);
	const response = await send(
		new Request('/v1/voice/commands', { method: 'POST', body: form, headers: { 'idempotency-key': said.id } })
	);
	return (await response.json()) as CommandOutcome;
}

/** Brings a file to be imported. It is read in the background. */
export async function sendFile(file: File, timezone: string): Promise<Import> {
	const form = new FormData();
	form.set('file', file);
	form.set('timezone', timezone);
	const request = () => new Request('/v1/imports', { method: 'POST', body: form });
	const response = await send(request(), request);
	return (await response.json()) as Import;
}

/** Everything there is, as a file. */
export const fetchExport = (kind: ExportKind) => fetchFile(`/v1/exports/${kind}`);

/** What the server calls it, and its bytes. Throws ApiProblem or Unreachable. */
export async function fetchFile(path: string): Promise<{ name: string; content: Blob }> {
	const response = await send(new Request(path));
	const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
	return { name: named?.[1] ?? 'voicetodo', content: await response.blob() };
}

/** A file to a task, under an id of our own: sent again, it is there once. */
export async function sendAttachment(todoId: string, file: File, id: string): Promise<void> {
	const query = new URLSearchParams({ name: file.name, id });
	const made = () => new Request(`/v1/todos/${todoId}/attachments?${query}`, { method: 'POST', body: file });
	await send(made(), made);
}

/** `anew` makes the request once more where it has to be sent twice: a copy of a large one would be held in memory. */
async function send(request: Request, anew = copyOf(request)): Promise<Response> {
	const isPublic = PUBLIC.some((path) => new URL(request.url).pathname === path);
	let response = await attempt(request, isPublic ? null : await accessToken());
	if (response.status === 401 && !isPublic && !wantsProof(response))
		response = await attempt(anew(), (await refresh()).access_token);
	// Who signs in is told why to wait; everything else is sent again by itself.
	if (response.status >= 500 || (response.status === 429 && !isPublic))
		throw new Unreachable(response.status);
	if (response.ok) return response;
	const problem = await problemOf(response);
	if (problem.slug === 'second-factor-missing') whenSecondFactorMissing();
	throw problem;
}

/** Our token is good, and who shows it is to prove again who they are: another token would prove nothing (RFC 9470). */
function wantsProof(response: Response): boolean {
	return (response.headers.get('www-authenticate') ?? '').includes('insufficient_user_authentication');
}

function copyOf(request: Request): () => Request {
	const copy = request.clone();
	return () => copy;
}

async function attempt(request: Request, token: string | null): Promise<Response> {
	if (token) request.headers.set('authorization', `Bearer ${token}`);
	request.headers.set('x-client', 'web');
	request.headers.set('accept-language', getLocale());
	try {
		return await fetch(request);
	} catch {
		throw new Unreachable();
	}
}
