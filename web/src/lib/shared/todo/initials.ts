/** “AL” for “Alice Liddell”, “B” for “bob”, “JP” for “Jean-Luc Picard”; “?” where no letter is. */
export function initialsOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
	const [first, last] = [words[0], words.length > 1 ? words.at(-1) : ''];
	const letters = [first, last].map((word) => [...(word ?? '')][0] ?? '').join('');
	return letters.toLocaleUpperCase() || '?';
}
