/** Words that were typed almost right, as the server takes them. */

/** Whether the word, or its beginning, is `wanted` with few mistakes: none in three letters, one in five, two in more. */
export function isAlike(word: string, wanted: string): boolean {
	const most = wanted.length >= 6 ? 2 : wanted.length >= 4 ? 1 : 0;
	if (most === 0) return word === wanted;
	return isWithin(word, wanted, most) || isWithin(word.slice(0, wanted.length), wanted, most);
}

/** A mistake is a letter more, less, another, or two that changed places (optimal string alignment). */
function isWithin(word: string, wanted: string, most: number): boolean {
	if (Math.abs(word.length - wanted.length) > most) return false;
	let before: number[] = [];
	let last = Array.from({ length: wanted.length + 1 }, (_, nth) => nth);
	for (let i = 1; i <= word.length; i++) {
		const row = [i];
		for (let j = 1; j <= wanted.length; j++) {
			const other = word[i - 1] === wanted[j - 1] ? 0 : 1;
			let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + other);
			if (i > 1 && j > 1 && word[i - 1] === wanted[j - 2] && word[i - 2] === wanted[j - 1])
				cost = Math.min(cost, at(before, j - 2) + 1);
			row.push(cost);
		}
		if (Math.min(...row) > most) return false;
		[before, last] = [last, row];
	}
	return at(last, wanted.length) <= most;
}

const at = (row: readonly number[], place: number): number => row[place] ?? Infinity;
