/**
 * How long it takes from the end of speech until the todo is on the screen, in a real browser with a recording for a
 * microphone. Run against a server that may be filled: `node bench/web/voice.mjs http://127.0.0.1:8321 20` (rounds).
 *
 * Held: the button is let go when the recording ends; to the card of what was added. Promise: p95 at most 700 ms.
 * Hands-free: the last word ends, nobody touches anything; to the same card. It holds the 0.9 s of silence that are
 * waited for before nobody speaks any more.
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const { chromium } = createRequire(new URL('../../web/package.json', import.meta.url))('@playwright/test');
const url = process.argv[2] ?? 'http://127.0.0.1:8321';
const rounds = Number(process.argv[3] ?? 20);
const PROMISE_MS = 700;

/** "Email the invoice to the client by Thursday afternoon", spoken by an offline synthesiser. */
const CLIP = new URL('../../server/tests/speech/clips/todo/25.wav', import.meta.url).pathname;

const wav = readFileSync(CLIP);
const seconds = (wav.length - 44) / 2 / 16_000;
const lastWordMs = lastLoudMs(wav.subarray(44));

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--use-fake-ui-for-media-stream',
		'--use-fake-device-for-media-stream',
		`--use-file-for-fake-audio-capture=${CLIP}%noloop`
	]
});
const page = await browser.newPage();
await signUp(page);
await page.evaluate(watch);

console.log(
	`\nFrom the end of speech to the screen, ${rounds} times a clip of ${seconds.toFixed(1)} s (milliseconds)\n`
);
console.log('                 p50    p95    worst   promise');
show('held        ', await measured(held), `p95 <= ${PROMISE_MS}`);
show('hands-free  ', await measured(handsFree), '');
await browser.close();

async function measured(speak) {
	const times = [];
	await speak(); // the first loads what speaking needs
	for (let round = 0; round < rounds; round++) times.push(await speak());
	return times.sort((a, b) => a - b);
}

/** From the moment at which the finger is lifted, as the browser's own clock has it. */
async function held() {
	await page.evaluate(() => window.forget());
	await page.getByTestId('mic').hover();
	await page.mouse.down();
	const from = await page.evaluate(() => window.listening);
	await page.waitForFunction((until) => performance.now() >= until, from + seconds * 1000);
	await page.mouse.up();
	return page.evaluate(async () => (await window.card) - window.lifted);
}

/** From the end of the last word: the recording is played from when it is listened to. */
async function handsFree() {
	await page.evaluate(() => window.forget());
	await page.getByTestId('mic').click();
	return page.evaluate(
		async (lastWord) => (await window.card) - (await window.listening) - lastWord,
		lastWordMs
	);
}

/** Runs in the page: when it listens, when the finger is lifted, and when what was done is there to be seen. */
function watch() {
	const seen = (selector) =>
		new Promise((resolve) => {
			const look = () => {
				if (!document.querySelector(selector)) return;
				watching.disconnect();
				requestAnimationFrame(() => resolve(performance.now()));
			};
			const watching = new MutationObserver(look);
			watching.observe(document.body, { subtree: true, childList: true, attributes: true });
			look();
		});
	addEventListener('pointerup', () => (window.lifted = performance.now()), true);
	window.forget = () => {
		document.querySelector('[data-testid="voice-panel"] .corner button:last-child')?.click();
		window.listening = seen('[data-phase="listening"]');
		window.card = window.listening.then(() => seen('[data-testid="voice-panel"] [data-testid="card"]'));
	};
}

async function signUp(page) {
	await page.goto(new URL('/sign-up', url).href);
	await page.getByTestId('email').fill(`bench-${Date.now()}@example.com`);
	await page.getByTestId('password').fill('a long and quiet sentence');
	await page.getByTestId('submit').click();
	await page.waitForURL('**/today');
}

function lastLoudMs(bytes) {
	const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
	const last = samples.findLastIndex((sample) => Math.abs(sample) > 600);
	return (last / 16_000) * 1000;
}

function show(name, times, promise) {
	const at = (share) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)];
	const figures = [at(0.5), at(0.95), times.at(-1)].map((time) => time.toFixed(0).padStart(7));
	console.log(`  ${name}${figures.join('')}   ${promise}`);
}
