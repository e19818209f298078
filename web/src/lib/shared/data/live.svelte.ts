/** The open line to the server. It is a bell: when something changed anywhere, the copy in this browser is synchronised. */
import type { Socket } from 'socket.io-client';
import { accessToken } from '$lib/api/access';
import type { Kind } from './kinds';
import { store } from './store.svelte';
import { sync } from './sync';

interface ChangeMessage {
	name: string;
	data: Partial<Record<'todo' | 'category' | 'label', Told>>;
}

interface Told {
	id: string;
	version: number;
	is_shared?: boolean;
}

const KIND_OF = { todo: 'todos', category: 'categories', label: 'labels' } satisfies Record<string, Kind>;

const RETRY_MS = 5_000;

class Live {
	/** Whether changes made elsewhere reach this page now. */
	isConnected = $state(false);
	/** How often the server said that there may be something else to read. */
	announced = $state(0);
	/** How often lists and teams, or who is there, may have become others. */
	listed = $state(0);
	/** How often other preferences were told of. */
	preferred = $state(0);
	#socket: Socket | null = null;
	/** Moves with each start and stop. */
	#turn = 0;

	/** `signedOut` is called when the server ends this session. */
	start(signedOut: () => void): void {
		this.stop();
		const turn = this.#turn;
		// A tenth of all our JavaScript, and the first sight of a room needs none of it.
		void import('socket.io-client').then(
			({ io }) => turn === this.#turn && this.#open(io, signedOut),
			() => setTimeout(() => turn === this.#turn && this.start(signedOut), RETRY_MS)
		);
	}

	#open(io: typeof import('socket.io-client').io, signedOut: () => void): void {
		const socket = io({
			path: '/socket.io/',
			transports: ['websocket', 'polling'],
			reconnectionDelayMax: 10_000,
			auth: (send) => {
				accessToken().then(
					(token) => send({ token }),
					() => send({ token: '' })
				);
			}
		});
		this.#socket = socket;
		socket.on('connect', () => {
			this.isConnected = true;
			this.listed += 1;
			void sync();
		});
		socket.on('disconnect', (reason) => {
			this.isConnected = false;
			// So hangs up a server that stops; the next attempt brings a fresh token.
			if (reason === 'io server disconnect') setTimeout(() => this.#socket?.connect(), 1_000);
		});
		socket.on('connect_error', () => {
			this.isConnected = false;
			if (!socket.active) setTimeout(() => this.#socket?.connect(), 5_000);
		});
		socket.on('change', (message: ChangeMessage) => {
			if (/\.(category|team)_/.test(message.name)) this.listed += 1;
			if (message.name.startsWith('todo.preferences_changed.')) this.preferred += 1;
			else if (!isKnown(message)) void sync();
		});
		socket.on('resync', () => void sync());
		socket.on('announcements', () => (this.announced += 1));
		socket.on('signed_out', signedOut);
	}

	/** Tries again at once, rather than at its own pace: the network is back. */
	hurry(): void {
		if (!this.isConnected) this.#socket?.disconnect().connect();
	}

	/** The line itself, while it stands, for whoever has more to say over it than a bell. */
	get line(): Socket | null {
		return this.#socket?.connected ? this.#socket : null;
	}

	stop(): void {
		this.#turn++;
		this.#socket?.removeAllListeners();
		this.#socket?.disconnect();
		this.#socket = null;
		this.isConnected = false;
	}
}

/** Whether it tells of what was done here, so that the answer to that has brought it already. */
function isKnown({ name, data }: ChangeMessage): boolean {
	const told = Object.entries(KIND_OF).flatMap(([noun, kind]) => {
		const thing = data[noun as keyof typeof KIND_OF];
		return thing ? [{ thing, known: store.acknowledged(kind, thing.id) }] : [];
	});
	if (told.length !== 1 || name.includes('shared')) return false;
	const isDeletion = name.includes('_deleted.');
	return told.every(({ thing, known }) => (isDeletion ? !known : !!known && says(known, thing)));
}

/** That a list is shared moves no version. */
function says(known: Told, told: Told): boolean {
	return known.version >= told.version && (known.is_shared ?? false) === (told.is_shared ?? false);
}

export const live = new Live();
