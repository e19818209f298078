/** Which lists are shown as boards in this browser. */
const KEY = 'voicetodo-boards';

export function boardsKept(): string[] {
	try {
		const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
		return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
	} catch {
		return [];
	}
}

/** Those that are shown as boards then. */
export function keepBoard(id: string, isBoard: boolean): string[] {
	const others = boardsKept().filter((each) => each !== id);
	const boards = isBoard ? [...others, id] : others;
	localStorage.setItem(KEY, JSON.stringify(boards));
	return boards;
}
