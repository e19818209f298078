/** What was chosen lately in this browser, the latest first. */
const KEY = 'voicetodo-palette';
const MOST = 8;

export function recentIds(): string[] {
	try {
		const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
		return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
	} catch {
		return [];
	}
}

export function remember(id: string): void {
	const ids = [id, ...recentIds().filter((other) => other !== id)].slice(0, MOST);
	localStorage.setItem(KEY, JSON.stringify(ids));
}
