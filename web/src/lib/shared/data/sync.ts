/**
 * Keeps the copy in this browser and the server alike: what was done here goes there, what is new there comes here. One
 * tab at a time does it, for all; see docs/api/sync.md for what is promised.
 */
import { alone } from '$lib/api/alone';
import { api, body } from '$lib/api/client';
import { ApiProblem, Unreachable } from '$lib/api/problem';
import type { SyncAnswer, Todo } from '$lib/api/types';
import { copy } from './copy';
import type { Mutation } from './mutations';
import { tellRefused, tellResult, tellStuck } from './results';
import { store } from './store.svelte';

const MOST_AT_ONCE = 100;
/** Answers of the 5xx kind in a row, after which one change is looked for that the server cannot take. */
const TRIES = 4;
const LONGEST_PAUSE_MS = 30_000;

let running: Promise<void> | null = null;
let isWanted = false;
let failures = 0;
let atOnce = MOST_AT_ONCE;
let timer: ReturnType<typeof setTimeout> | undefined;
let asideTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows a change at once, keeps it, and sends it as soon as can be. */
export function change(mutation: Mutation): void {
	store.enqueue(mutation);
	void copy.keep(mutation).then(sync);
}

/** Shows at once what another route answered; from the exchange that follows, the copy in this browser has it as well. */
export function learn(...todos: Todo[]): void {
	store.take(...todos);
	void sync();
}

/** The network is back: what failed without it says nothing of how the next attempt will go. */
export function syncAgain(): Promise<void> {
	failures = 0;
	return sync();
}

/** Ends when all that is here is there and the other way round, or it has to wait; then another attempt is planned. */
export function sync(): Promise<void> {
	isWanted = true;
	running ??= run().finally(() => (running = null));
	return running;
}

async function run(): Promise<void> {
	clearTimeout(timer);
	while (isWanted) {
		isWanted = false;
		const isDone = await alone(`voicetodo-sync-${store.db?.name ?? ''}`, exchangeAll).catch(waitOrGiveUp);
		if (!isDone) return;
	}
}

async function exchangeAll(): Promise<boolean> {
	await copy.catchUp();
	const { openings } = store;
	for (;;) {
		const batch = await copy.nextBatch(atOnce);
		const answer = await exchange(batch);
		if (store.openings !== openings) return true;
		if (answer === null) continue;
		failures = 0;
		await take(answer, batch);
		if (answer.has_more || copy.hasMore) continue;
		atOnce = MOST_AT_ONCE;
		if (copy.hasAside) asideTimer ??= setTimeout(tryAside, LONGEST_PAUSE_MS);
		return true;
	}
}

function tryAside(): void {
	asideTimer = undefined;
	copy.release();
	void sync();
}

async function take(answer: SyncAnswer, batch: Mutation[]): Promise<void> {
	const told = batch.flatMap((mutation) => {
		const result = answer.results.find(({ mutation_id }) => mutation_id === mutation.id);
		return result ? [{ mutation, result, title: titleOf(mutation) }] : [];
	});
	await copy.take(answer);
	for (const { mutation, result, title } of told) void tellResult(mutation, result, title);
}

/** Null where the batch held a change that the server cannot take: it is sent by itself, then set aside. */
async function exchange(batch: Mutation[]): Promise<SyncAnswer | null> {
	const mutations = batch.map(({ sent }) => sent);
	try {
		const sync_token = await copy.token();
		return await body(api.POST('/v1/sync', { body: { sync_token, mutations, limit: 1000 } }));
	} catch (error) {
		const [only] = batch;
		const isRefused = error instanceof ApiProblem && (error.status === 422 || error.status === 413);
		if (!only || !(isRefused || isBroken(error))) throw error;
		if (batch.length > 1) {
			atOnce = 1;
		} else if (isRefused) {
			await copy.giveUp(only);
			tellRefused(titleOf(only), error);
		} else {
			copy.setAside(only);
			tellStuck(titleOf(only));
		}
		return null;
	}
}

function isBroken(error: unknown): boolean {
	return error instanceof Unreachable && error.status >= 500 && error.status !== 503 && failures >= TRIES;
}

/** False: not done. Whoever may not ask is told so by the session. */
function waitOrGiveUp(error: unknown): false {
	if (!(error instanceof Unreachable || error instanceof ApiProblem)) throw error;
	if (error instanceof ApiProblem && error.status !== 409 && error.status !== 429) return false;
	failures++;
	timer = setTimeout(() => void sync(), Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures));
	return false;
}

function titleOf({ sent, shown }: Mutation): string {
	const thing = store.todo(sent.id) ?? store.category(sent.id) ?? shown?.thing;
	if (!thing) return '';
	return 'title' in thing ? thing.title : 'color' in thing ? thing.name : '';
}
