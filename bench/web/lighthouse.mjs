/**
 * What Lighthouse says of the rooms, of somebody who is signed in and looks after the installation, in Debian's Chromium,
 * as a phone on a slow line (its own defaults). Promised are 95 of 100 in each.
 * `node bench/web/lighthouse.mjs http://127.0.0.1:8321`, before a server on empty data, as its first account is an
 * administrator's; after `npm ci` in `bench/peers/lighthouse`.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../web/package.json', import.meta.url))('@playwright/test');
const { default: lighthouse } = await import(
	createRequire(new URL('../peers/lighthouse/package.json', import.meta.url)).resolve('lighthouse')
);

const url = process.argv[2] ?? 'http://127.0.0.1:8321';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const ROOMS = ['/today', '/inbox', '/upcoming', '/search', '/insights', '/settings'];
const PROMISE = 95;
const WIDTH = 20;

const port = await freePort();
const browser = await chromium.launchPersistentContext('', {
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', `--remote-debugging-port=${port}`]
});
try {
	console.log(`\nLighthouse, of 100 (promise: ${PROMISE})\n`);
	console.log(['room'.padEnd(WIDTH), ...CATEGORIES, 'first paint', 'blocked'].join('   '));
	await judge('/sign-in'); // before signing up: the door is for who is outside
	const page = browser.pages()[0] ?? (await browser.newPage());
	await signUp(page);
	const list = await page.getByTestId('list-link').first().getAttribute('href');
	for (const room of [...ROOMS, list, ...(await administration(page))]) await judge(room);
} finally {
	await browser.close();
}

/** Its rooms, as it leads to them. */
async function administration(page) {
	await page.goto(`${url}/admin`);
	const links = page.locator('main a[href^="/admin/"]');
	await links.first().waitFor();
	return links.evaluateAll((all) => [...new Set(all.map((link) => new URL(link.href).pathname))]);
}

async function judge(room) {
	const { lhr } = await lighthouse(url + room, {
		port,
		output: 'json',
		logLevel: 'error',
		onlyCategories: CATEGORIES,
		disableStorageReset: true
	});
	const scores = CATEGORIES.map((name) => String(Math.round(lhr.categories[name].score * 100)).padEnd(name.length));
	const painted = lhr.audits['first-contentful-paint'].displayValue ?? 'none';
	const blocked = lhr.audits['total-blocking-time'].displayValue ?? 'none';
	const name = room.replace(/^\/lists\/.*/, '/lists/:id').padEnd(WIDTH);
	console.log([name, ...scores, painted.padEnd(11), blocked].join('   '));
	const low = CATEGORIES.filter((name) => lhr.categories[name].score * 100 < PROMISE);
	for (const { id, title, displayValue } of low.flatMap((name) => faults(lhr, name)))
		console.log(`               ${id}: ${title} ${displayValue ?? ''}`);
}

function faults(lhr, category) {
	return lhr.categories[category].auditRefs
		.map(({ id }) => lhr.audits[id])
		.filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative');
}

async function signUp(page) {
	await page.goto(`${url}/sign-up`);
	await page.getByTestId('email').fill(`lighthouse-${randomUUID()}@example.com`);
	await page.getByTestId('password').fill(randomUUID());
	await page.getByTestId('submit').click();
	await page.waitForURL('**/today');
	for (const sentence of ['water the plants tomorrow', 'call mum at nine', 'buy milk p1']) {
		await page.getByTestId('quick-add').fill(sentence);
		await page.getByTestId('quick-add').press('Enter');
	}
	await page.getByTestId('todo-item').first().waitFor();
}

function freePort() {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});
}
