// Leaves build/csp.json: the Content-Security-Policy the server sends with the page, in the words of the built page itself.
import { readFileSync, writeFileSync } from 'node:fs';

const page = readFileSync('build/index.html', 'utf8');
const policy = /http-equiv="content-security-policy" content="([^"]+)"/i.exec(page)?.[1];
if (!policy)
	throw new Error('build/index.html carries no Content-Security-Policy: was kit.csp switched off?');

const directives = Object.fromEntries(
	policy
		.replaceAll('&#39;', "'")
		.split(';')
		.map((directive) => directive.trim().split(/\s+/))
		.filter(([name]) => name)
		.map(([name, ...sources]) => [name, sources])
);
directives['frame-ancestors'] = ["'none'"]; // a meta element cannot say this one

if (directives['script-src']?.some((source) => source.startsWith("'unsafe-")))
	throw new Error('the page asks for an unsafe script source');

const header = Object.entries(directives)
	.map(([name, sources]) => [name, ...sources].join(' '))
	.join('; ');
const scriptHashes = (directives['script-src'] ?? []).filter((source) => source.startsWith("'sha"));
writeFileSync(
	'build/csp.json',
	JSON.stringify({ header, script_hashes: scriptHashes, directives }, null, '\t') + '\n'
);
