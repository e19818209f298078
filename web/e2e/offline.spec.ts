/** Without a network: the app opens, shows what there is, and what is done is merged when the network is back. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signIn, signUp, type } from './people';
import { isCopied, kept, opened } from './without-network';

test.use({ serviceWorkers: 'allow' });

const titles = async (page: Page) => {
	await page.goto('/inbox');
	await expect(page.getByTestId('todo-item').first()).toBeVisible();
	const all = await page.getByTestId('todo-title').allInnerTexts();
	return all.map((text) => text.split('\n')[0]).sort();
};

test('the app opens in any room without a network, and shows what there is', async ({ page, context }) => {
	await signUp(page);
	await type(page, 'feed the cat');
	await expect(row(page, 'cat')).toBeVisible();
	await expect.poll(() => isCopied(page, 'cat')).toBe(true);
	await opened(page);

	await context.setOffline(true);
	for (const room of ['/inbox', '/upcoming', '/settings', '/today']) {
		await page.goto(room);
		await expect(page.locator('h1')).toBeVisible();
	}

	await expect(page.getByTestId('offline')).toBeVisible();
	await page.goto('/inbox');
	await expect(row(page, 'cat')).toBeVisible();
});

test('a first visit is enough: its page goes on without a network, and opens again', async ({
	page,
	context
}) => {
	await signUp(page);
	const controller = () => page.evaluate(() => navigator.serviceWorker.controller?.state);
	await expect.poll(controller, { timeout: 20_000 }).toBe('activated');

	await context.setOffline(true);
	await page.locator('[href="/settings"]').first().click();
	await expect(page.locator('h1')).toHaveText('Settings');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.reload();

	await expect(page.locator('h1')).toHaveText('Settings');
});

test('a date that is skipped without a network gives way to the next one at once', async ({
	page,
	context
}) => {
	await signUp(page);
	await type(page, 'water the plants every three days');
	await expect(row(page, 'plants')).toBeVisible();
	await expect.poll(() => isCopied(page, 'plants')).toBe(true);
	await opened(page);
	await context.setOffline(true);
	await page.reload();
	await row(page, 'plants').getByTestId('todo-title').click();
	const day = page.getByTestId('due-date');
	const before = await day.inputValue();

	await page.getByTestId('skip').click();
	await expect(day).toHaveValue(daysAfter(before, 3));
	await page.getByTestId('skip').click();
	await expect(day).toHaveValue(daysAfter(before, 6));

	await context.setOffline(false);
	await expect.poll(async () => (await kept(page, 'mutations')).length, { timeout: 20_000 }).toBe(0);
	await expect(day).toHaveValue(daysAfter(before, 6));
});

test('what repeats and is done without a network goes on at once, is taken back, and both ends are alike', async ({
	page,
	context
}) => {
	await signUp(page);
	await page.goto('/inbox');
	await type(page, 'water the plants every three days');
	await expect(row(page, 'plants')).toBeVisible();
	await expect.poll(() => isCopied(page, 'plants')).toBe(true);
	await opened(page);
	await context.setOffline(true);
	await page.reload();
	const first = await dueOf(page, 'plants');

	await row(page, 'plants').getByTestId('complete').click();
	await expect.poll(() => dueOf(page, 'plants')).toBe(daysAfter(first, 3));
	await page.reload();
	await expect.poll(() => dueOf(page, 'plants')).toBe(daysAfter(first, 3));
	await row(page, 'plants').getByTestId('complete').click();
	await expect.poll(() => dueOf(page, 'plants')).toBe(daysAfter(first, 6));
	await page.keyboard.press('Control+z');
	await expect.poll(() => dueOf(page, 'plants')).toBe(daysAfter(first, 3));

	await context.setOffline(false);
	await expect.poll(async () => (await kept(page, 'mutations')).length, { timeout: 30_000 }).toBe(0);
	expect(await dueOf(page, 'plants')).toBe(daysAfter(first, 3));
	const [onServer] = (await kept(page, 'todos')) as {
		due?: { date: string };
		completed_at?: string | null;
	}[];
	expect(onServer).toMatchObject({ due: { date: daysAfter(first, 3) }, completed_at: null });
});

/** The day on which a task is due, as its drawer has it. */
async function dueOf(page: Page, words: string): Promise<string> {
	await row(page, words).getByTestId('todo-title').click();
	const day = await page.getByTestId('due-date').inputValue();
	await page.getByTestId('close-drawer').click();
	await expect(page.getByTestId('due-date')).toHaveCount(0);
	return day;
}

function daysAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

test('what is typed without a network is seen to wait where it belongs, can be removed, and is gone once it is sent', async ({
	page,
	context
}) => {
	await signUp(page);
	await opened(page);
	await page.goto('/inbox');
	await expect(page.getByTestId('quick-add')).toBeVisible();
	const waiting = (words: string) => page.getByTestId('unsent').filter({ hasText: words });
	await context.setOffline(true);

	await type(page, 'feed the cat');
	await expect(waiting('cat')).toContainText('Waiting to be sent');
	await type(page, 'feed the lion');
	await expect(waiting('lion')).toBeVisible();
	await page.reload();
	await expect(page.getByRole('list', { name: 'Waiting to be sent' }).getByRole('listitem')).toHaveCount(2);
	expect(await objections(page)).toEqual([]);
	await page.getByRole('button', { name: 'Remove “feed the lion” before it is sent' }).click();
	await expect(waiting('lion')).toHaveCount(0);
	await expect(waiting('cat').getByRole('button')).toBeFocused();

	await page.goto('/upcoming');
	await expect(page.getByTestId('quick-add')).toBeVisible();
	await expect(page.getByTestId('unsent')).toHaveCount(0);
	await page.goto('/inbox');
	await expect(waiting('cat')).toBeVisible();

	await context.setOffline(false);
	await expect(row(page, 'cat')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByTestId('unsent')).toHaveCount(0);
	await expect(row(page, 'lion')).toHaveCount(0);
});

test('two browsers change the same without a network, and both end alike with nothing lost', async ({
	page,
	browser,
	context
}) => {
	const who = await signUp(page);
	for (const title of ['feed the cat', 'water the plants', 'call the plumber', 'read a book']) {
		await type(page, title);
		await expect(row(page, title.split(' ').at(-1) ?? '')).toBeVisible();
	}
	const there: BrowserContext = await browser.newContext({ serviceWorkers: 'allow', locale: 'en-GB' });
	const other = await there.newPage();
	await signIn(other, who);
	await other.goto('/inbox');
	await expect(row(other, 'plumber')).toBeVisible();
	await page.goto('/inbox');
	await Promise.all([opened(page), opened(other)]);
	for (const each of [page, other]) await expect.poll(() => isCopied(each, 'book')).toBe(true);

	await Promise.all([context.setOffline(true), there.setOffline(true)]);
	// here: one is renamed, one is done
	await rename(page, 'cat', 'feed both cats');
	await row(page, 'plumber').getByTestId('complete').click();
	// there: the same one gets another name, one is deleted, one is added; then the browser is closed and opened again
	await rename(other, 'cat', 'feed the lion');
	await remove(other, 'book');
	await type(other, 'brush the dog');
	await expect(other.getByTestId('trouble')).toContainText('kept');
	await other.reload();
	await expect(row(other, 'lion')).toBeVisible();
	await expect(row(other, 'book')).toHaveCount(0);

	await context.setOffline(false);
	await expect(page.getByTestId('offline')).toHaveCount(0);
	// the last writer wins, by the server's order
	await expect.poll(async () => (await kept(page, 'mutations')).length, { timeout: 20_000 }).toBe(0);
	await there.setOffline(false);

	await expect(row(page, 'lion')).toBeVisible({ timeout: 20_000 });
	await expect(row(other, 'plumber')).toHaveCount(0, { timeout: 20_000 });
	await expect(row(page, 'dog')).toBeVisible({ timeout: 30_000 });
	const [here, beside] = [await titles(page), await titles(other)];
	expect(here).toEqual(['Brush the dog', 'Water the plants', 'feed the lion']);
	expect(beside).toEqual(here);
	await there.close();
});

async function rename(page: Page, words: string, title: string): Promise<void> {
	await row(page, words).getByTestId('todo-title').click();
	await page.getByTestId('edit-title').fill(title);
	await page.getByTestId('close-drawer').click();
	await expect(row(page, title)).toBeVisible();
}

async function remove(page: Page, words: string): Promise<void> {
	await row(page, words).getByTestId('todo-title').click();
	await page.getByTestId('delete').click();
	await expect(row(page, words)).toHaveCount(0);
}

test('the app can be installed', async ({ page, request }) => {
	await page.goto('/sign-in');
	const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
	const told = await (await request.get(manifest ?? '')).json();

	for (const { src, type, sizes } of told.icons) {
		const icon = await request.get(src);
		expect(icon.headers()['content-type']).toContain(type);
		if (sizes === 'any') continue;
		const width = (await icon.body()).readUInt32BE(16);
		expect(`${width}x${width}`).toBe(sizes);
	}
});
