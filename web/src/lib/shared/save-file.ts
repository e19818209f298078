/** Puts a file where the browser keeps what it downloads. */
export function saveFile({ name, content }: { name: string; content: Blob }): void {
	const address = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
