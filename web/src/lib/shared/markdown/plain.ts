/** The first line of Markdown without its marks, for where there is room for words alone. */
export function firstLine(markdown: string): string {
	const line = markdown.split('\n').find((each) => each.trim() !== '') ?? '';
	return line
		.replace(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)+/, '')
		.replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
		.replace(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2')
		.replace(/(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])/g, '$1')
		.replace(/`([^`]+)`/g, '$1')
		.trim();
}
