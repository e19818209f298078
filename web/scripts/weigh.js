// Holds the first load to its budget: the JavaScript of the heaviest room, compressed as the server sends it.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 108_000;

const manifest = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'));
const isRoom = (key) => /client-optimized\/nodes\/\d+\.js$/.test(key);
const start = Object.keys(manifest).filter((key) => manifest[key].isEntry && !isRoom(key));
const rooms = Object.keys(manifest).filter(isRoom);
const size = (key) => gzipSync(readFileSync(`build/${manifest[key].file}`)).length;
const weigh = (keys) => [...withImports(keys)].reduce((sum, key) => sum + size(key), 0);
// Each page with the frames around it, as the router has them: `"/(app)/inbox": [9,[2]]`, 0 and 1 around all.
const router = readFileSync('.svelte-kit/generated/client-optimized/app.js', 'utf8');
const pages = [...router.matchAll(/"(\/[^"]*)": \[(\d+)(?:,\[([\d,]*)\])?/g)];
const node = (number) => rooms.find((key) => key.endsWith(`/nodes/${number}.js`));
const weights = pages.map(([, path, page, frames = '']) => {
	const numbers = ['0', '1', ...frames.split(','), page].filter(Boolean);
	return { path, bytes: weigh([...start, ...numbers.map(node)]) };
});
const heaviest = weights.reduce((most, each) => (each.bytes > most.bytes ? each : most));

console.log(
	`first load: at most ${(heaviest.bytes / 1000).toFixed(1)} kB of JavaScript compressed (${heaviest.path})`
);
if (heaviest.bytes > BUDGET_BYTES) throw new Error(`more than the budget of ${BUDGET_BYTES / 1000} kB`);

function withImports(keys, found = new Set()) {
	for (const key of keys) {
		if (found.has(key)) continue;
		found.add(key);
		withImports(manifest[key].imports ?? [], found);
	}
	return found;
}
