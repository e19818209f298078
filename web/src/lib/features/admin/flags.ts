/** Feature flags as they stand in a form: what a variant gives is a text there, until it is sent. */
import { api, body } from '$lib/api/client';
import type { components } from '$lib/api/schema';

export type Flag = components['schemas']['Flag'];
export type KeptFlag = components['schemas']['KeptFlag'];
export type Rule = components['schemas']['Rule'];
export type Outcome = components['schemas']['FlagOutcome'];
type NewFlag = components['schemas']['NewFlag'];
export type Kind = Flag['kind'];
type Value = Flag['variants'][string];

export interface Variant {
	name: string;
	text: string;
}

export const KINDS = ['boolean', 'string', 'number', 'object'] as const;

/** What a new variant begins as. */
export const EMPTY: Record<Kind, string> = { boolean: 'false', string: '', number: '0', object: '{}' };

/** What a flag of this kind begins with. */
export const firstVariants = (kind: Kind): Variant[] =>
	kind === 'boolean'
		? [
				{ name: 'on', text: 'true' },
				{ name: 'off', text: 'false' }
			]
		: [
				{ name: 'first', text: EMPTY[kind] },
				{ name: 'second', text: EMPTY[kind] }
			];

export const textsOf = (variants: Flag['variants']): Variant[] =>
	Object.entries(variants).map(([name, value]) => ({
		name,
		text: typeof value === 'string' ? value : JSON.stringify(value)
	}));

/** undefined where the text is no such value. */
export function valueOf(kind: Kind, text: string): Value | undefined {
	if (kind === 'string') return text;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (kind === 'object') return isObject(value) ? value : undefined;
	return typeof value === kind ? (value as boolean | number) : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which of them cannot be sent as they stand: names that are missing or there twice, and texts that are no such value. */
export function faultyOf(kind: Kind, variants: readonly Variant[]): Variant[] {
	const names = variants.map(({ name }) => name);
	return variants.filter(
		({ name, text }, i) => !name || names.indexOf(name) !== i || valueOf(kind, text) === undefined
	);
}

/** To be asked only where nothing is faulty. */
export const valuesOf = (kind: Kind, variants: readonly Variant[]): Flag['variants'] =>
	Object.fromEntries(variants.map(({ name, text }) => [name, valueOf(kind, text) as Value]));

/** Throws ApiProblem or Unreachable, as all below. `version` null makes a new one. */
export async function putFlag(key: string, wanted: NewFlag, version: number | null): Promise<void> {
	const header = version === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${version}"` };
	await api.PUT('/v1/admin/flags/{key}', { params: { path: { key }, header }, body: wanted as never });
}

export async function deleteFlag({ flag: { key }, version }: KeptFlag): Promise<void> {
	const params = { path: { key }, header: { 'If-Match': `"${version}"` } };
	await api.DELETE('/v1/admin/flags/{key}', { params });
}

export async function kill(key: string): Promise<void> {
	await api.PUT('/v1/admin/flags/{key}/kill-switch', { params: { path: { key } } });
}

export async function restore(key: string): Promise<void> {
	await api.DELETE('/v1/admin/flags/{key}/kill-switch', { params: { path: { key } } });
}

/** `userId` null is somebody who has not signed in. */
export function preview(key: string, userId: string | null): Promise<Outcome> {
	const query = userId === null ? {} : { user_id: userId };
	return body(api.GET('/v1/admin/flags/{key}/preview', { params: { path: { key }, query } }));
}
