/** What the parts of an installation are called, and what is measured of them. What has no words here is shown as the server calls it. */
import { m } from '$lib/paraglide/messages';
import { formats } from '$lib/shared/formats';
import { sizeWords } from '$lib/shared/sizes';

const PARTS: Record<string, () => string> = {
	database: m.admin_part_database,
	outbox: m.admin_part_outbox,
	bus: m.admin_part_bus,
	dead_letters: m.admin_letters,
	jobs: m.admin_background,
	failed_jobs: m.admin_part_failed_jobs,
	housekeeping: m.admin_part_housekeeping,
	blobs: m.admin_part_blobs,
	mail: m.admin_part_mail,
	disk: m.admin_part_disk,
	deletions: m.admin_part_deletions,
	search_index: m.admin_part_search_index,
	processes: m.admin_processes,
	speech: m.admin_part_speech,
	language: m.admin_part_language
};

const FIGURES: Record<string, () => string> = {
	size_bytes: m.admin_figure_size,
	connections: m.admin_figure_connections,
	most_connections: m.admin_figure_most_connections,
	replicas: m.admin_figure_replicas,
	replica_lag_seconds: m.admin_figure_replica_lag,
	waiting: m.admin_figure_waiting,
	oldest_seconds: m.admin_figure_oldest,
	count: m.admin_figure_count,
	free_bytes: m.admin_figure_free,
	total_bytes: m.admin_figure_total
};

/** Where more is told of a part. */
export const ROOM_OF: Record<string, string> = {
	dead_letters: '/admin/jobs',
	failed_jobs: '/admin/jobs',
	jobs: '/admin/jobs',
	housekeeping: '/admin/retention'
};

export const partWords = (name: string): string => PARTS[name]?.() ?? name.replaceAll('_', ' ');

/** `isLate`: the figures are how late each job is, by its name. */
export function figureWords(name: string, value: number, { isLate = false } = {}): string {
	const label = FIGURES[name]?.() ?? name.replaceAll('_', ' ');
	if (name.endsWith('_bytes')) return m.admin_figure({ label, value: sizeWords(value) });
	if (isLate || name.endsWith('_seconds')) return m.admin_figure({ label, value: timeWords(value) });
	return m.admin_figure({ label, value: formats.number({ maximumFractionDigits: 2 }).format(value) });
}

/** “4 sec”, “12 min”, “3 hr”: whole ones of the largest unit of which there are two. */
function timeWords(seconds: number): string {
	const [unit, size] = (
		[
			['hour', 3600],
			['minute', 60]
		] as const
	).find(([, size]) => seconds >= 2 * size) ?? ['second', 1];
	const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 } as const;
	return formats.number(style).format(seconds / size);
}
