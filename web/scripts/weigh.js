// Holds the first load to its budget: the JavaScript of the heaviest room, compressed as the server sends it.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 120_000;

const manifest = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'));
const isRoom = (key) => /client-optimized\/nodes\/\d+\.js$/.test(key);
const start = Object.keys(manifest).filter((key) => manifest[key].isEntry && !isRoom(key));
const rooms = Object.keys(manifest).filter(isRoom);
const size = (key) => gzipSync(readFileSync(`build/${manifest[key].file}`)).length;
const weigh = (keys) => [...withImports(keys)].reduce((sum, key) => sum + size(key), 0);
// Every room with the frame of every kind of room: a little more than any page loads.
const isFrame = (key) => /client-optimized\/nodes\/[0-3]\.js$/.test(key);
const frames = rooms.filter(isFrame);
const total = Math.max(...rooms.map((room) => weigh([...start, ...frames, room])));

console.log(`first load: at most ${(total / 1000).toFixed(1)} kB of JavaScript compressed`);
if (total > BUDGET_BYTES) throw new Error(`more than the budget of ${BUDGET_BYTES / 1000} kB`);

function withImports(keys, found = new Set()) {
	for (const key of keys) {
		if (found.has(key)) continue;
		found.add(key);
		withImports(manifest[key].imports ?? [], found);
	}
	return found;
}
