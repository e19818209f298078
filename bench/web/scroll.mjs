/**
 * How a list of 5,000 tasks feels in Chromium: frame times while it is scrolled from top to bottom, and the time from a
 * key or a click to the next paint. Run against a server that may be filled: `node bench/web/scroll.mjs http://127.0.0.1:8321`.
 */
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('@playwright/test');

const url = process.argv[2] ?? 'http://127.0.0.1:8321';
const TASKS = Number(process.argv[3] ?? 5_000);
const AT_ONCE = 100;
const TIMES = 10;

const who = { email: `scroll-${randomUUID()}@example.com`, password: randomUUID() };
await fill(await register());
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox']
});
try {
	const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
	await signIn(page);
	const opened = await open(page);
	console.log(`${TASKS} tasks in the inbox, 1280 × 800`);
	row('the room opens', [opened]);
	row('a frame while scrolling', await scroll(page, 1280));
	await page.evaluate(() => scrollTo(0, 0));
	await page.setViewportSize({ width: 360, height: 740 });
	row('a frame while scrolling, 360 px', await scroll(page, 360));
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.evaluate(() => scrollTo(0, 0));
	row('complete', await repeated(page, () => page.locator('[data-testid=complete]').first().click()));
	row('open', await repeated(page, () => page.locator('[data-testid=todo-title]').nth(3).click(), close));
	await page.getByTestId('quick-add').focus();
	row('type', await repeated(page, (nth) => page.keyboard.type('abcdefghij'[nth])));
} finally {
	await browser.close();
}

async function register() {
	const body = { ...who, name: 'Scroll', timezone: 'UTC' };
	return (await post('/v1/auth/register', body)).access_token;
}

async function fill(token) {
	const today = Date.now();
	for (let from = 0; from < TASKS; from += AT_ONCE) {
		const mutations = Array.from({ length: Math.min(AT_ONCE, TASKS - from) }, (_, nth) => ({
			kind: 'create_todo',
			mutation_id: randomUUID(),
			id: randomUUID(),
			title: `Task ${from + nth}: ${'water the plants and more '.repeat((nth % 3) + 1).trim()}`,
			priority: (nth % 4) + 1,
			...(nth % 3 ? {} : { notes: 'The dark ones, by the door.' }),
			...(nth % 2
				? {}
				: {
						due: {
							date: new Date(today + nth * 86_400_000).toISOString().slice(0, 10),
							time: '09:00',
							timezone: 'UTC'
						}
					})
		}));
		await post('/v1/sync', { mutations, limit: 1 }, token);
	}
}

async function post(path, body, token) {
	const headers = {
		'content-type': 'application/json',
		...(token ? { authorization: `Bearer ${token}` } : {})
	};
	const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
	return answer.json();
}

async function signIn(page) {
	await page.goto(`${url}/sign-in`);
	await page.getByTestId('email').fill(who.email);
	await page.getByTestId('password').fill(who.password);
	await page.getByTestId('submit').click();
	await page.waitForURL('**/today');
	await page
		.locator(`[href="/inbox"] .count`)
		.first()
		.filter({ hasText: String(TASKS) })
		.waitFor();
}

/** Milliseconds from the press on the room's name until its rows are painted. */
async function open(page) {
	await page.waitForTimeout(2_000); // what is loaded after the first sight
	return page.evaluate(async () => {
		const start = performance.now();
		document.querySelector('[href="/inbox"]').click();
		while (!document.querySelector('main [data-todo]') || location.pathname !== '/inbox')
			await new Promise((next) => setTimeout(next));
		await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
		return performance.now() - start;
	});
}

async function scroll(page, width) {
	const cdp = await page.context().newCDPSession(page);
	await page.evaluate(() => {
		const frames = (globalThis.frames_ = []);
		let last = performance.now();
		const frame = (now) => {
			frames.push(now - last);
			last = now;
			globalThis.frameRequest = requestAnimationFrame(frame);
		};
		globalThis.frameRequest = requestAnimationFrame((now) => ((last = now), frame(now)));
	});
	await cdp.send('Input.synthesizeScrollGesture', {
		x: width / 2,
		y: 400,
		yDistance: -20_000,
		speed: 4_000,
		gestureSourceType: 'mouse'
	});
	return page.evaluate(() => (cancelAnimationFrame(globalThis.frameRequest), globalThis.frames_.slice(1)));
}

/** Milliseconds until the next paint, as the Event Timing API has them (in steps of 8). */
async function repeated(page, act, after = async () => undefined) {
	const found = [];
	for (let nth = 0; nth < TIMES; nth++) {
		await page.evaluate(() => {
			globalThis.durations = [];
			globalThis.watching?.disconnect();
			globalThis.watching = new PerformanceObserver((list) =>
				globalThis.durations.push(
					...list
						.getEntries()
						.filter(({ interactionId }) => interactionId)
						.map(({ duration }) => duration)
				)
			);
			globalThis.watching.observe({ type: 'event', durationThreshold: 16 });
		});
		await act(nth);
		await page.waitForTimeout(600);
		// What took less than the threshold is not told.
		found.push(await page.evaluate(() => Math.max(8, ...globalThis.durations)));
		await after(page);
	}
	return found;
}

async function close(page) {
	await page.getByTestId('close-drawer').click();
	await page.getByTestId('drawer').waitFor({ state: 'detached' });
	await page.waitForTimeout(200);
}

function row(name, milliseconds) {
	const sorted = [...milliseconds].sort((a, b) => a - b);
	const at = (share) =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0).padStart(5);
	console.log(
		`${name.padEnd(34)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  of ${sorted.length} (ms)`
	);
}
