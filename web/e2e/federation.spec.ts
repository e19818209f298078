/** Signing in with an account elsewhere, at a provider that is not ours. */
import { expect, test, type Page } from '@playwright/test';
import { signIn, signUp } from './people';

/** Where people are sent back to: the address that the server gives out. */
function here(): URL {
	const origin = new URL(test.info().project.use.baseURL ?? '');
	origin.hostname = 'localhost';
	return origin;
}

const at = (path: string) => new URL(path, here()).href;
const somebody = () => `alice-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;

async function tell(page: Page, name: string) {
	await page.getByLabel('Who are you?').fill(name);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

test('somebody new continues with an account elsewhere, and comes back to what they wanted', async ({
	page
}) => {
	const name = somebody();
	const troubles: string[] = [];
	page.on('console', (told) => {
		if (told.text().includes('Content Security Policy')) troubles.push(told.text());
	});
	await page.goto(at('/sign-in?next=/upcoming'));
	await page.getByTestId('with-acme').click();
	await tell(page, name);
	await page.waitForURL(at('/upcoming'));

	await page.reload();
	await page.goto(at('/settings/profile'));
	await expect(page.getByText(`${name}@provider.example`).first()).toBeVisible();
	expect(troubles).toEqual([]);
});

test('who has an account links another elsewhere, signs in with it, and unlinks it', async ({
	page,
	context
}) => {
	const name = somebody();
	const who = await signUp(page, here());
	await page.goto(at('/settings/security'));
	await page.getByTestId('link-acme').click();
	await expect(page.getByLabel('Who are you?')).toBeVisible();
	// Who is signed in may be known before the page is there that they come back to.
	const known = page.waitForResponse('**/v1/auth/refresh');
	await page.route('**/_app/immutable/nodes/*.js', async (route) => {
		await known;
		await route.continue();
	});
	await tell(page, name);
	await page.waitForURL(at('/settings/security'));
	await page.unrouteAll();
	await expect(page.getByTestId('identities')).toContainText(`Acme, ${name}@provider.example`);

	await page.getByTestId('sign-out').click();
	await page.goto(at('/sign-in'));
	await page.getByTestId('with-acme').click();
	await page.waitForURL(at('/today'));

	await page.goto(at('/settings/security'));
	await page.getByTestId('unlink').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('unlink')).toHaveCount(0);

	await page.getByTestId('sign-out').click();
	await context.clearCookies();
	await signIn(page, who);
});

test('who did not sign in there is told so, and nothing happened', async ({ page }) => {
	await page.goto(at('/sign-in'));
	await page.getByTestId('with-acme').click();
	await expect(page.getByLabel('Who are you?')).toBeVisible();
	await page.getByRole('button', { name: 'Sign in' }).click();

	await expect(page.getByTestId('problem')).toHaveText(
		'You did not sign in there. Nothing was changed here.'
	);
	expect(new URL(page.url()).search).toBe('');
});

test('an address with a code that this tab did not ask for leads nowhere', async ({ page }) => {
	await page.goto(at('/with/acme?code=of-a-stranger&state=theirs'));

	await expect(page.getByTestId('problem')).toContainText('Please begin again');
	await expect(page.getByTestId('quick-add')).toHaveCount(0);
});
