/**
 * Takes the pictures of `docs/tour.md`, of a person whose week is full: `make screenshots`, or
 * `node web/scripts/screenshots.mjs http://127.0.0.1:8321` before a server on empty data.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { board } from './screenshots-board.mjs';
import { adminInsights, agreeToBeCounted, bringWeekBefore, insights } from './screenshots-insights.mjs';
import { voice } from './screenshots-voice.mjs';
import { COMMENT, GUEST, LISTS, NOTES, PERSON, TEAM, WEEK } from './screenshots-week.mjs';

const url = process.argv[2] ?? 'http://127.0.0.1:8321';
const CLIP = new URL('../../server/tests/speech/clips/todo/25.wav', import.meta.url).pathname;
const FOLDER = new URL('../../docs/images/tour/', import.meta.url).pathname;
const DESK = { width: 1200, height: 780 };
const PHONE = { width: 360, height: 740 };

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--use-fake-ui-for-media-stream',
		'--use-fake-device-for-media-stream',
		`--use-file-for-fake-audio-capture=${CLIP}%noloop`
	]
});
const page = await open();
const camera = { page, see, settled, take };

await page.goto(`${url}/sign-up`);
await page.getByTestId('email').waitFor();
await take('sign-up');
await signUp(page, PERSON);
await page.getByRole('link', { name: 'Personal' }).waitFor();
await page.locator('.empty').waitFor();
await take('empty');
await fillWeek();
await bringWeekBefore(camera);
await agreeToBeCounted(page, url);
await share();
await rooms();
await voice(camera);
await settings();
await admin();
await phone();
await dark();
await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
await page.setViewportSize({ ...DESK, height: 1300 });
await adminInsights(camera);
await browser.close();

/** A browser of somebody's own. */
async function open() {
	const context = await browser.newContext({
		viewport: DESK,
		locale: 'en-GB',
		serviceWorkers: 'block',
		reducedMotion: 'reduce',
		permissions: ['microphone']
	});
	return context.newPage();
}

async function signUp(where, { name, email }) {
	await where.getByTestId('name').fill(name);
	await where.getByTestId('email').fill(email);
	await where.getByTestId('password').fill(randomUUID());
	await where.getByTestId('submit').click();
	await where.waitForURL('**/today');
	await where.getByTestId('quick-add').waitFor();
}

/** Said as a person would, one after the other. */
async function fillWeek() {
	const said = async (sentence) => {
		await page.getByTestId('quick-add').fill(sentence);
		await page.getByTestId('quick-add').press('Enter');
		await page.waitForFunction(() => document.querySelector('[data-testid="quick-add"]')?.value === '');
	};
	for (const sentence of [...LISTS, ...WEEK]) await said(sentence);
	await page.keyboard.press('Escape');
	await page.reload();
	await page.getByTestId('todo-item').first().waitFor();
	for (const title of ['Water', 'vitamins']) {
		const row = page.getByTestId('todo-item').filter({ hasText: title }).first();
		if (await row.count()) await row.getByTestId('complete').click();
	}
}

/** The shopping, with a second person; and a team. */
async function share() {
	const guest = await open();
	await guest.goto(`${url}/sign-up`);
	await signUp(guest, GUEST);
	await openList(/Shopping/);
	await page.getByTestId('share-list').click();
	await page.getByTestId('invite-address').fill(GUEST.email);
	await page.getByTestId('invite').click();
	await page.getByTestId('invitation').waitFor();
	await guest.reload();
	await guest.getByTestId('waiting-invitation').waitFor();
	await take('invitation', guest);
	await guest.getByTestId('accept').click();
	await agreeToBeCounted(guest, url);
	await page.getByTestId('member').nth(1).waitFor();
	await page.getByTestId('toast').waitFor({ state: 'detached' });
	await take('share');
	await page.getByTestId('close-share').click();
	await page.getByTestId('todo-title').filter({ hasText: 'coffee' }).focus();
	await page.keyboard.press('a');
	await page.getByTestId('assign-input').fill(GUEST.name);
	await page.keyboard.press('Enter');
	await page.getByTestId('assigned').first().waitFor();
	await see('/settings/teams', null);
	await page.getByTestId('team-name').fill(TEAM);
	await page.getByTestId('make-team').click();
	await page.getByTestId('invite-address').fill(GUEST.email);
	await page.getByTestId('invite').click();
	await guest.goto(await page.getByTestId('invite-link').inputValue());
	await guest.getByTestId('join').click();
	await page.getByTestId('team-member').nth(1).waitFor();
	await take('team');
	await guest.context().close();
}

async function openList(name) {
	await page.getByRole('link', { name }).first().click();
	await page.waitForURL('**/lists/*');
	await settled();
}

async function rooms() {
	await see('/today', 'today');
	await see('/inbox', 'inbox');
	await see('/upcoming', 'upcoming');
	await openList(/Shopping/);
	await board(camera);
	await see('/today', null);
	await page.getByTestId('todo-title').filter({ hasText: 'cake' }).first().click();
	const drawer = page.getByTestId('drawer');
	await drawer.waitFor();
	for (const step of NOTES) {
		await drawer.getByTestId('new-subtask').fill(step);
		await drawer.getByTestId('new-subtask').press('Enter');
	}
	await drawer.getByTestId('new-comment').fill(COMMENT);
	await drawer.getByTestId('send-comment').click();
	await drawer.getByTestId('comment').waitFor();
	await page.getByTestId('toast').waitFor({ state: 'detached' });
	await page.setViewportSize({ ...DESK, height: 1500 }); // all of it
	await settled();
	await drawer.evaluate((panel) => panel.scrollTo(0, 0));
	await take('task');
	await page.setViewportSize(DESK);
	await page.getByTestId('close-drawer').click();
	await see('/search?q=milk', 'search');
	await deleteSomething();
	await see('/trash', 'deleted');
	await page.setViewportSize({ ...DESK, height: 1500 });
	await insights(camera, 'insights');
	await page.setViewportSize(DESK);
	await see('/today', null);
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').waitFor();
	await page.keyboard.type('sho');
	await settled();
	await take('palette');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await page.getByTestId('shortcuts').waitFor();
	await take('keyboard');
	await page.keyboard.press('Escape');
}

async function deleteSomething() {
	await see('/inbox', null);
	await page.getByTestId('todo-title').last().focus();
	await page.keyboard.press('Delete');
	await page.getByTestId('undo').waitFor();
}

async function settings() {
	for (const [room, name] of [
		['/settings/profile', 'settings'],
		['/settings/voice', 'settings-voice'],
		['/settings/security', 'settings-security'],
		['/settings/privacy', 'settings-privacy'],
		['/settings/transfer', 'settings-transfer'],
		['/settings/tokens', 'settings-tokens']
	])
		await see(room, name);
}

/** The first account of an installation looks after it. */
async function admin() {
	for (const room of ['users', 'announcements', 'flags', 'audit', 'jobs', 'health', 'retention'])
		await see(`/admin/${room}`, `admin-${room}`);
}

async function phone() {
	await page.setViewportSize(PHONE);
	await see('/today', 'phone-today');
	await insights(camera, 'phone-insights');
	await see('/upcoming', 'phone-upcoming');
	await page.setViewportSize(DESK);
}

async function dark() {
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await see('/today', 'dark-today');
	await insights(camera, 'dark-insights');
}

async function see(room, name) {
	await page.goto(url + room);
	await settled();
	if (name) await take(name);
}

async function settled() {
	await page.locator('h1').first().waitFor();
	await page.waitForLoadState('networkidle');
	await page.evaluate(() => document.fonts.ready);
}

async function take(name, of = page) {
	await of.screenshot({ path: `${FOLDER}${name}.png`, animations: 'disabled', caret: 'hide' });
	console.log(`  ${name}`);
}
