/** What a shared list offers to who may only look, and what is said when it is taken away. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

/** Calls the API as whoever is signed in on the page. */
async function call(
	page: Page,
	method: string,
	path: string,
	body: object = {}
): Promise<Record<string, string>> {
	return page.evaluate(
		async ([method, path, body]) => {
			const signedIn = await fetch('/v1/auth/refresh', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{}'
			});
			const { access_token } = (await signedIn.json()) as { access_token: string };
			const answer = await fetch(path, {
				method,
				headers: { 'content-type': 'application/json', authorization: `Bearer ${access_token}` },
				...(method === 'DELETE' ? {} : { body: JSON.stringify(body) })
			});
			return (answer.status === 204 ? {} : await answer.json()) as Record<string, string>;
		},
		[method, path, body] as const
	);
}

test('who may only look finds no control that would refuse, and a way on when the list is gone', async ({
	page,
	browser
}) => {
	await signUp(page);
	await page.getByTestId('new-list').click();
	await page.getByTestId('list-name').fill('Holiday');
	await page.getByTestId('save-list').click();
	await page.waitForURL('**/lists/*');
	await type(page, 'book the ferry p1');
	await expect(row(page, 'ferry')).toBeVisible();
	await page.waitForLoadState('networkidle');
	const list = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	const looker = await (await browser.newContext()).newPage();
	await signUp(looker);
	const invited = await call(page, 'POST', `/v1/categories/${list}/invitations`, { role: 'viewer' });
	await call(looker, 'POST', '/v1/invitations/acceptance', { token: invited.token });
	await looker.goto(`/lists/${list}`);

	await expect(row(looker, 'ferry')).toBeVisible();
	await expect(looker.getByTestId('role')).toContainText('look at this list');
	for (const control of ['quick-add', 'complete', 'edit-list', 'new-section'])
		await expect(looker.getByTestId(control)).toHaveCount(0);
	await row(looker, 'ferry').getByTestId('todo-title').focus();
	await looker.keyboard.press('e');
	await looker.keyboard.press('#');
	await expect(row(looker, 'ferry')).toBeVisible();
	await looker.keyboard.press('Enter');
	await expect(looker.getByTestId('drawer')).toContainText(/book the ferry/i);
	for (const control of [
		'edit-title',
		'due-date',
		'delete',
		'new-comment',
		'list-select',
		'subtasks',
		'attachments',
		'comments'
	])
		await expect(looker.getByTestId(control)).toHaveCount(0);
	expect(await objections(looker)).toEqual([]);
	await looker.keyboard.press('Escape');

	await page.getByTestId('edit-list').click();
	await page.getByTestId('delete-list').click();
	await page.goto('/today'); // what waits to be undone is done when the page is left
	await expect(looker.getByTestId('gone')).toBeVisible();
	expect(await objections(looker)).toEqual([]);
	await looker.getByRole('link', { name: 'Go to Today' }).click();
	await expect(looker.locator('h1')).toHaveText('Today');
});
