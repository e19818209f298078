/** What the server answers itself, rather than with the app's page; see `server/voicetodo/main/gateway.py`. */
const SERVERS = /^\/(v1|\.well-known|socket\.io|dav|mcp|confirm|docs|healthz|readyz)(\/|$)/;

/** Whether an address shows a room of the app: the server's are none, nor are files, whose last part has a dot. */
export function isRoom(pathname: string): boolean {
	return !SERVERS.test(pathname) && !pathname.slice(pathname.lastIndexOf('/')).includes('.');
}
