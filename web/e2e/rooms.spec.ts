/**
 * Every room, in light and dark, on a desk and on a phone: nothing axe objects to, nothing refused by the policy, nothing
 * too wide. A room is opened once, and then looked at in each way.
 */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { ADMIN, signIn, tokenOf, type } from './people';

const SCREENS = [
	['desk', { width: 1280, height: 800 }],
	['phone', { width: 360, height: 740 }]
] as const;

async function look(page: Page, room: string): Promise<void> {
	for (const [screen, size] of SCREENS) {
		await page.setViewportSize(size);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await calm(page);
			const only = colorScheme === 'dark' ? ['color-contrast'] : undefined; // all else is as in the light
			// Between day and night a busy browser shows the colours of both for some frames.
			await expect
				.poll(() => objections(page, only), {
					message: `${room}, ${colorScheme}, on a ${screen}`,
					timeout: 15_000
				})
				.toEqual([]);
		}
		const isWithin = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
		expect(isWithin, `${room} fits a ${screen}`).toBe(true);
	}
	await page.setViewportSize(SCREENS[0][1]);
}

/** Half-way through, a transition would be judged. */
async function calm(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await new Promise(requestAnimationFrame);
		await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
	});
}

async function visit(page: Page, room: string): Promise<void> {
	await page.goto(room);
	await page.locator('h1').waitFor();
	await expect(page.getByText('One moment…')).toHaveCount(0);
	await look(page, room);
}

/** What the policy refuses, and what is asked of other origins. */
function refusalsOf(page: Page): string[] {
	const refused: string[] = [];
	const { origin } = new URL(test.info().project.use.baseURL ?? '');
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) refused.push(message.text());
	});
	page.on('request', (request) => {
		const url = new URL(request.url());
		if (url.protocol.startsWith('http') && url.origin !== origin) refused.push(request.url());
	});
	return refused;
}

test('the doors are right', async ({ page }) => {
	const refused = refusalsOf(page);
	for (const door of ['/sign-in', '/sign-up', '/forgotten-password', '/invitations#AAAA'])
		await visit(page, door);
	expect(refused).toEqual([]);
});

test('the rooms of tasks are right', async ({ page }) => {
	const refused = refusalsOf(page);
	await signIn(page, ADMIN);
	await type(page, 'buy stamps today p2');
	await page.getByTestId('card').waitFor();
	await look(page, 'what was understood');
	for (const room of ['/today', '/inbox', '/upcoming', '/search?q=stamps&priority=2', '/archive', '/trash'])
		await visit(page, room);
	expect(refused).toEqual([]);
});

test('a list, its board, a filter and a drawer are right', async ({ page }) => {
	const refused = refusalsOf(page);
	await signIn(page, ADMIN);
	const headers = await tokenOf(page.request, ADMIN);
	const name = `Garden ${Date.now()}`;
	const made = await page.request.post('/v1/filters', { headers, data: { name, query: 'p2 | today' } });
	const filter = (await made.json()) as { id: string };
	await page.getByTestId('new-list').click();
	await page.getByTestId('list-name').fill(name);
	await page.getByTestId('save-list').click();
	await expect(page.locator('h1')).toHaveText(name);
	await type(page, 'dig the beds tomorrow');
	await page.getByTestId('todo-title').first().waitFor();
	await look(page, 'list');
	await page.getByTestId('board').click();
	await page.getByTestId('board-view').waitFor();
	await look(page, 'board');
	await visit(page, `/filters/${filter.id}`);
	await page.goto('/upcoming');
	await page.getByTestId('todo-title').first().click();
	await page.getByTestId('drawer').waitFor();
	await look(page, 'drawer');
	expect(refused).toEqual([]);
});

test('an announcement is right above a room', async ({ page }) => {
	const headers = await tokenOf(page.request, ADMIN);
	const address = `/v1/admin/announcements/${crypto.randomUUID()}`;
	const data = { text: 'We **move house** on [Sunday](https://example.org).', severity: 'critical' };
	expect((await page.request.put(address, { headers, data })).ok()).toBe(true);
	await signIn(page, ADMIN);
	await expect(page.getByTestId('told').getByRole('link', { name: 'Sunday' })).toBeVisible();
	await look(page, 'announcement');
	await page.request.delete(address, { headers });
});

const GROUPS = {
	'the pictures of what got done': ['/insights', '/admin/insights'],
	'the settings of a person': ['', '/profile'].map((room) => `/settings${room}`),
	'the settings of habits and use': ['/voice', '/plan', '/preferences'].map((room) => `/settings${room}`),
	'the settings of security': ['/security', '/tokens', '/applications'].map((room) => `/settings${room}`),
	'the settings of data': ['/privacy', '/transfer', '/teams'].map((room) => `/settings${room}`),
	'the administration of people': ['', '/users', '/announcements'].map((room) => `/admin${room}`),
	'the administration of what is kept': ['/audit', '/retention'].map((room) => `/admin${room}`),
	'the administration of what runs': ['/flags', '/jobs', '/health', '/maintenance'].map(
		(room) => `/admin${room}`
	)
};
for (const [name, rooms] of Object.entries(GROUPS))
	test(`${name}: its rooms are right`, async ({ page }) => {
		const refused = refusalsOf(page);
		await signIn(page, ADMIN);
		for (const room of rooms) await visit(page, room);
		expect(refused).toEqual([]);
	});

test('the room of one person is right', async ({ page }) => {
	await signIn(page, ADMIN);
	await page.goto('/admin/users');
	await page.getByTestId('user-row').first().getByRole('link').click();
	await page.getByTestId('user-facts').waitFor();
	await look(page, '/admin/users/:id');
});
