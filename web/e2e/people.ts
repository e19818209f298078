/** What every journey does first. */
import { expect, type APIRequestContext, type Page } from '@playwright/test';

const PASSWORD = 'a long and quiet sentence';

/** Who was there first, and so looks after the installation: see first.ts. */
export const ADMIN = { email: 'first@example.com', password: PASSWORD };

/** Signs a new person up, at `origin` where it is another than usual, and waits until their lists are there. */
export async function signUp(
	page: Page,
	origin?: URL,
	name = ''
): Promise<{ email: string; password: string }> {
	const email = `alice-${Date.now()}-${Math.random().toString(36).slice(2, 8)}@example.com`;
	await page.goto(origin ? new URL('/sign-up', origin).href : '/sign-up');
	await page.getByTestId('name').fill(name);
	await page.getByTestId('email').fill(email);
	await page.getByTestId('password').fill(PASSWORD);
	await page.getByTestId('submit').click();
	await page.waitForURL('**/today');
	await expect(page.getByTestId('quick-add')).toBeVisible();
	return { email, password: PASSWORD };
}

export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
	await page.goto('/sign-in');
	await page.getByTestId('email').fill(who.email);
	await page.getByTestId('password').fill(who.password);
	await page.getByTestId('submit').click();
	await page.waitForURL('**/today');
}

export async function type(page: Page, sentence: string): Promise<void> {
	await page.getByTestId('quick-add').fill(sentence);
	await page.getByTestId('quick-add').press('Enter');
}

export const row = (page: Page, title: string) => page.getByTestId('todo-item').filter({ hasText: title });

/** What a program of theirs would send along. */
export async function tokenOf(
	request: APIRequestContext,
	who: { email: string; password: string }
): Promise<{ authorization: string }> {
	const answer = await request.post('/v1/auth/login', { data: { ...who, client: 'native' } });
	return { authorization: `Bearer ${((await answer.json()) as { access_token: string }).access_token}` };
}
