/** What whoever looks after the installation has to say to us, and that we have read it. */
import { api, body } from '$lib/api/client';
import type { Announcement } from '$lib/api/types';

/** Everybody is told at the same moment; not everybody asks at the same. */
const SPREAD_MS = 3_000;

export const listAnnouncements = async (): Promise<Announcement[]> =>
	(await body(api.GET('/v1/announcements'))).items;

export async function dismiss(id: string): Promise<void> {
	await api.PUT('/v1/announcements/{announcement_id}/dismissal', {
		params: { path: { announcement_id: id } }
	});
}

export const aWhile = (isFirst: boolean): number => (isFirst ? 0 : Math.random() * SPREAD_MS);
