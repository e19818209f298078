/** Where things are, as addresses. The task drawer opens over whatever room one is in. */

export function editAddress(here: URL, todoId: string): string {
	const query = new URLSearchParams(here.search);
	query.set('task', todoId);
	return `${here.pathname}?${query.toString()}`;
}

/** The same room without the drawer. */
export function roomAddress(here: URL): string {
	const query = new URLSearchParams(here.search);
	query.delete('task');
	query.delete('focus');
	const rest = query.toString();
	return here.pathname + (rest ? `?${rest}` : '');
}
