// Leaves a Brotli copy beside each file of build/ that it makes smaller: slow to make, once, and a sixth smaller than gzip.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const TEXT = /\.(js|css|html|json|svg|webmanifest)$/;
const SMALL_BYTES = 1_000;
const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

for (const name of readdirSync('build', { recursive: true })) {
	const path = `build/${name}`;
	if (name === 'csp.json' || !TEXT.test(path) || !statSync(path).isFile()) continue;
	const content = readFileSync(path);
	if (content.length >= SMALL_BYTES) writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
}
