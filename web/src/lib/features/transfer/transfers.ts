/** Imports and exports: what the server is asked for, and waiting until it has done it. */
import { api, body, fetchExport, sendFile } from '$lib/api/client';
import type { ExportKind, Import, ImportRow } from '$lib/api/types';
import { deviceZone } from '$lib/shared/dates/calendar';
import { saveFile } from '$lib/shared/save-file';

const LOOK_MS = 400;
/** Rows that are shown; the others are counted. */
const SHOWN = 100;
const WORKING: Import['state'][] = ['reading', 'running', 'undoing'];

/** What tells of something in sentences, and with their codes. */
type Telling = Pick<Import | ImportRow, 'reason' | 'reason_told' | 'notices' | 'notices_told'>;
/** Called each time it has come further. */
type Watch = (now: Import) => void;

/** Throws ApiProblem or Unreachable, as all of these do. */
export async function bringFile(file: File, watch: Watch): Promise<Import> {
	return settled(await sendFile(file, deviceZone()), watch);
}

export async function bringText(text: string, watch: Watch): Promise<Import> {
	const brought = await body(api.POST('/v1/imports', { body: { text, timezone: deviceZone() } }));
	return settled(brought, watch);
}

export async function approve(brought: Import, watch: Watch): Promise<Import> {
	const path = { import_id: brought.id };
	return settled(await body(api.PUT('/v1/imports/{import_id}/approval', { params: { path } })), watch);
}

export async function withdraw(brought: Import, watch: Watch): Promise<Import> {
	const path = { import_id: brought.id };
	return settled(await body(api.DELETE('/v1/imports/{import_id}/approval', { params: { path } })), watch);
}

export async function discard(brought: Import): Promise<void> {
	await api.DELETE('/v1/imports/{import_id}', { params: { path: { import_id: brought.id } } });
}

export async function rowsOf(brought: Import): Promise<ImportRow[]> {
	const params = { path: { import_id: brought.id }, query: { limit: SHOWN } };
	const { items } = await body(api.GET('/v1/imports/{import_id}/rows', { params }));
	return Promise.all(items.map(inWords));
}

export async function download(kind: ExportKind): Promise<void> {
	saveFile(await fetchExport(kind));
}

/** With what is told of it in the language the person reads. Those words are loaded with the first of them. */
async function inWords<T extends Telling>(telling: T): Promise<T> {
	const { reason_told: reason, notices_told: notices } = telling;
	if (!reason && notices.length === 0) return telling;
	const words = await import('./told-words').catch(() => null);
	if (!words) return telling; // their code is of another version than this page
	return {
		...telling,
		reason: reason ? words.toldWords(reason) : telling.reason,
		notices: notices.map(words.toldWords)
	};
}

async function settled(brought: Import, watch: Watch): Promise<Import> {
	let now = await inWords(brought);
	watch(now);
	while (WORKING.includes(now.state)) {
		await new Promise((done) => setTimeout(done, LOOK_MS));
		const path = { import_id: brought.id };
		now = await inWords(await body(api.GET('/v1/imports/{import_id}', { params: { path } })));
		watch(now);
	}
	return now;
}
