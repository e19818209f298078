/** How well what was typed fits a name. Case and accents do not count. */

const WORD_START = 8;
const IN_A_ROW = 8;
const FOUND = 1;

/** The higher the better, null where it does not fit: each word typed has to be found, its letters in order. */
export function fit(query: string, name: string): number | null {
	const words = folded(query).split(/\s+/).filter(Boolean);
	const target = folded(name);
	let sum = 0;
	for (const word of words) {
		const score = fitOfWord(word, target);
		if (score === null) return null;
		sum += score;
	}
	// Of two that fit alike, the shorter name is the nearer one.
	return sum - target.length / 100;
}

/** Those that fit, the best first; those that fit alike stay in their order. */
export function fitting<T>(things: readonly T[], query: string, nameOf: (thing: T) => string): T[] {
	if (query.trim() === '') return [...things];
	return things
		.map((thing) => ({ thing, score: fit(query, nameOf(thing)) }))
		.filter((each): each is { thing: T; score: number } => each.score !== null)
		.sort((a, b) => b.score - a.score)
		.map(({ thing }) => thing);
}

export function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** From each place where its first letter stands, the best. */
function fitOfWord(word: string, target: string): number | null {
	let best: number | null = null;
	for (let from = target.indexOf(word[0] ?? ''); from >= 0; from = target.indexOf(word[0] ?? '', from + 1)) {
		const score = fitFrom(word, target, from);
		if (score === null) break; // further on there is even less of the target left
		best = Math.max(best ?? score, score);
	}
	return best;
}

function fitFrom(word: string, target: string, from: number): number | null {
	let score = 0;
	let last = from - 1;
	for (const letter of word) {
		const found = target.indexOf(letter, last + 1);
		if (found < 0) return null;
		score += FOUND;
		if (found === 0 || !/[\p{L}\p{N}]/u.test(target[found - 1] ?? '')) score += WORD_START;
		else if (found === last + 1 && found > from) score += IN_A_ROW;
		last = found;
	}
	return score;
}
