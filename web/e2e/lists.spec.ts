/** Lists by sections and as boards, what hangs on a task, and filters. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, tokenOf, type } from './people';

async function openList(page: Page, name: string): Promise<void> {
	await page.getByTestId('new-list').click();
	await page.getByTestId('list-name').fill(name);
	await page.getByTestId('save-list').click();
	await expect(page.locator('h1')).toHaveText(name);
}

async function addSection(page: Page, name: string): Promise<void> {
	await page.getByTestId('new-section').fill(name);
	await page.getByTestId('new-section').press('Enter');
	await expect(page.getByTestId('section-head').filter({ hasText: name })).toBeVisible();
}

test('a list has sections, and a board of them where cards move by keyboard and by hand', async ({
	page
}) => {
	await signUp(page);
	await openList(page, 'Garden');
	await type(page, 'dig the beds');
	await expect(row(page, 'dig the beds')).toBeVisible();
	await addSection(page, 'Spring');
	await addSection(page, 'Autumn');
	await page.getByTestId('board').click();
	const column = (name: string) => page.getByTestId('board-view').getByRole('region', { name });

	await column('No section').getByTestId('todo-title').focus();
	await page.keyboard.press('Alt+ArrowRight');
	await expect(column('Spring')).toContainText(/dig the beds/i);
	await expect(column('Spring').getByTestId('todo-title')).toBeFocused();
	expect(await objections(page)).toEqual([]);

	const grip = column('Spring').locator('.grip');
	await grip.hover();
	await page.mouse.down();
	const target = await column('Autumn').boundingBox();
	await page.mouse.move((target?.x ?? 0) + 60, (target?.y ?? 0) + 80, { steps: 5 });
	await page.mouse.up();
	await expect(column('Autumn')).toContainText(/dig the beds/i);

	await page.reload();
	await expect(column('Autumn')).toContainText(/dig the beds/i);
});

test('a task has subtasks, reminders, files, comments and a past', async ({ page }) => {
	await signUp(page);
	await openList(page, 'Party');
	await type(page, 'bake the cake tomorrow at noon');
	await row(page, 'bake the cake').getByTestId('todo-title').click();
	const drawer = page.getByTestId('drawer');

	await drawer.getByTestId('new-subtask').fill('buy flour');
	await drawer.getByTestId('new-subtask').press('Enter');
	await expect(drawer.getByTestId('subtasks')).toContainText('buy flour');
	await drawer.getByRole('button', { name: '1 hour before' }).click();
	await expect(drawer.getByTestId('reminders')).toContainText('1 hour before');
	await drawer
		.getByTestId('attach')
		.setInputFiles({ name: 'recipe.txt', mimeType: 'text/plain', buffer: Buffer.from('flour, eggs') });
	await expect(drawer.getByTestId('attachments')).toContainText('recipe.txt');
	await drawer.getByTestId('attach').setInputFiles({
		name: `${'the-plan-of-the-party-'.repeat(8)}.txt`,
		mimeType: 'text/plain',
		buffer: Buffer.from('first the cake')
	});
	await expect(drawer.getByTestId('attachments')).toContainText('the-plan-of');
	expect(await drawer.evaluate((room) => room.scrollWidth - room.clientWidth)).toBe(0);
	await drawer.getByRole('button', { name: 'Remove recipe.txt' }).click();
	await expect(drawer.getByTestId('attachments')).not.toContainText('recipe.txt');
	await drawer.getByTestId('undo').click();
	await expect(drawer.getByTestId('attachments')).toContainText('recipe.txt');
	await drawer
		.getByTestId('new-comment')
		.fill('**Which** kind? <img src=x onerror=alert(1)> [here](javascript:alert(1))');
	await drawer.getByTestId('send-comment').click();
	const comment = drawer.getByTestId('comment');
	await expect(comment.locator('strong')).toHaveText('Which');
	await expect(comment.locator('img, a[href^="javascript"]')).toHaveCount(0);
	await expect(comment).toContainText('<img src=x onerror=alert(1)>');
	await drawer.getByTestId('show-activity').click();
	await expect(drawer.getByTestId('activity')).toContainText('changed the reminders');
	expect(await objections(page)).toEqual([]);

	await page.reload();
	await expect(drawer.getByTestId('comment')).toContainText('You');
	await drawer.getByTestId('close-drawer').click();
	const [parent, child] = await Promise.all(
		[row(page, 'bake the cake'), row(page, 'buy flour')].map((each) => each.locator('a').boundingBox())
	);
	expect((child?.x ?? 0) - (parent?.x ?? 0)).toBeGreaterThan(10);
});

test('a file that cannot be brought is not said to be kept', async ({ page, context }) => {
	await signUp(page);
	await type(page, 'bake the cake');
	await row(page, 'bake the cake').getByTestId('todo-title').click();
	await expect(page.getByTestId('attachments')).toBeVisible();
	await context.setOffline(true);

	await page
		.getByTestId('attach')
		.setInputFiles({ name: 'recipe.txt', mimeType: 'text/plain', buffer: Buffer.from('flour, eggs') });

	await expect(page.getByTestId('attachments').getByRole('alert')).toContainText('Nothing was changed');
});

test('a filter points at what is wrong with it, and finds what fits', async ({ page }) => {
	await signUp(page);
	await type(page, 'pay the rent today p1');
	await expect(row(page, 'pay the rent')).toBeVisible();
	await type(page, 'sweep the stairs today');
	await page.getByTestId('new-filter').click();
	await page.getByTestId('filter-name').fill('Urgent');

	await page.getByTestId('filter-query').fill('today & p9');
	await expect(page.getByTestId('filter-mistake')).toBeVisible();
	expect(await objections(page)).toEqual([]);
	await page.getByTestId('filter-query').fill('today & p1');
	await page.getByTestId('save-filter').click();

	await expect(page.locator('h1')).toHaveText('Urgent');
	await expect(row(page, 'pay the rent')).toBeVisible();
	await expect(row(page, 'sweep the stairs')).toHaveCount(0);
	await row(page, 'pay the rent').getByTestId('complete').click();
	await expect(row(page, 'pay the rent')).toHaveCount(0);
});

test('a deleted list comes back with all that was in it, and goes when the page is left', async ({
	page
}) => {
	await signUp(page);
	await openList(page, 'Garden');
	await type(page, 'dig the beds');
	await expect(row(page, 'dig the beds')).toBeVisible();
	await addSection(page, 'Spring');
	const remove = async () => {
		await page.getByTestId('list-link').filter({ hasText: 'Garden' }).click();
		await page.getByTestId('edit-list').click();
		await page.getByTestId('delete-list').click();
		await expect(page.getByTestId('list-link').filter({ hasText: 'Garden' })).toHaveCount(0);
	};

	await remove();
	await expect(row(page, 'dig the beds')).toBeVisible(); // in the inbox
	await page.getByTestId('toast').getByTestId('undo').click();
	await page.getByTestId('list-link').filter({ hasText: 'Garden' }).click();
	await expect(row(page, 'dig the beds')).toBeVisible();
	await expect(page.getByTestId('section-head')).toContainText('Spring');

	await remove();
	await page.reload();
	await expect(row(page, 'dig the beds')).toBeVisible();
	await expect(page.getByTestId('list-link').filter({ hasText: 'Garden' })).toHaveCount(0);
});

test('a list that was deleted already comes back where it stood', async ({ page }) => {
	const headers = await tokenOf(page.request, await signUp(page));
	const atServer = async () => {
		const answer = await page.request.get('/v1/categories', { headers });
		return ((await answer.json()) as { items: { name: string }[] }).items.map(({ name }) => name);
	};
	for (const name of ['Attic', 'Garden', 'Cellar']) await openList(page, name);
	await expect.poll(atServer).toContain('Cellar');
	const before = await atServer();

	const links = page.getByTestId('list-link');
	await links.filter({ hasText: 'Garden' }).click();
	await page.getByTestId('edit-list').click();
	await page.getByTestId('delete-list').click();
	await page.mouse.move(0, 0); // off the message, which stays as long as it is held
	await expect.poll(atServer, { timeout: 30_000 }).not.toContain('Garden');
	await page.keyboard.press('Control+z');

	await expect(links).toContainText(before);
	await expect.poll(atServer).toEqual(before);
});
