/** Nothing said is lost: each utterance is kept in this browser until the server has answered it. */
import { api, body, sendRecording } from '$lib/api/client';
import { ApiProblem, Unreachable } from '$lib/api/problem';
import type { CommandOutcome } from '$lib/api/types';
import type { Utterance } from '$lib/shared/data/db';
import { store } from '$lib/shared/data/store.svelte';
import { sync } from '$lib/shared/data/sync';
import { newId } from '$lib/shared/data/uuid';
import { deviceZone } from '$lib/shared/dates/calendar';
import type { Range } from '$lib/shared/explain/spans';
import { getLocale } from '$lib/shared/locale';
import type { Line } from './line';
import { unsent } from './unsent.svelte';

export function utteranceOf(
	said: { audio?: Blob; text?: string; literal_spans?: Range[]; quick_add?: boolean; typed_in?: string },
	at: Date
): Utterance {
	return {
		id: newId(),
		audio: said.audio ?? null,
		text: said.text ?? null,
		literal_spans: said.literal_spans ?? [],
		quick_add: said.quick_add ?? false,
		...(said.typed_in ? { typed_in: said.typed_in } : {}),
		timezone: deviceZone(),
		captured_at: at.toISOString()
	};
}

/**
 * Sends it, unless the line it was spoken into brings an answer, and keeps it as long as there is none. Throws
 * ApiProblem (refused: no longer kept) or Unreachable (still kept).
 */
export async function deliver(utterance: Utterance, line: Line | null = null): Promise<CommandOutcome> {
	const keeping = unsent.send(utterance);
	// On its way while we write: whoever leaves the page at once has said it all the same.
	const answering = answered(utterance, line);
	answering.catch(() => undefined); // looked at below
	await keeping;
	try {
		const outcome = await answering;
		await unsent.drop(utterance);
		return outcome;
	} catch (error) {
		// 401: signed out; 409: another tab is sending it just now. Neither is a refusal of what was said.
		if (error instanceof ApiProblem && ![401, 409].includes(error.status)) await unsent.drop(utterance);
		throw error;
	} finally {
		unsent.settled(utterance);
	}
}

async function answered(utterance: Utterance, line: Line | null): Promise<CommandOutcome> {
	const heard = await line?.end();
	if (heard) return heard;
	if (isOnNewList(utterance)) await sync();
	// Without the list, which the server would not know, what was said would be filed elsewhere.
	if (isOnNewList(utterance)) throw new Unreachable();
	return send(utterance);
}

/** Whether it was typed on a list of which the server has not heard yet. */
function isOnNewList({ room }: Utterance): boolean {
	const list = room?.category_id;
	return !!list && store.waiting.all.some(({ sent }) => sent.kind === 'create_category' && sent.id === list);
}

function send({
	id,
	audio,
	text,
	literal_spans,
	quick_add,
	room,
	timezone,
	captured_at
}: Utterance): Promise<CommandOutcome> {
	if (audio) return sendRecording(audio, { id, timezone, captured_at });
	return body(
		api.POST('/v1/voice/commands', {
			body: {
				id,
				text: text ?? '',
				language: getLocale(),
				timezone,
				captured_at,
				...(literal_spans.length > 0 ? { literal_spans } : {}),
				...(quick_add ? { quick_add } : {}),
				...(room ? { room: { category_id: room.category_id ?? null, day: room.due?.date ?? null } } : {})
			},
			headers: { 'idempotency-key': id },
			keepalive: true
		})
	);
}
