/** What a script of others would meet here. */
import { expect, test, type Page } from '@playwright/test';
import { row, signUp, type } from './people';

test('text becomes neither markup nor script by mistake', async ({ page }) => {
	await page.goto('/sign-in');

	const refused = await page.evaluate(() => {
		const tries: (() => unknown)[] = [
			() => (document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>'),
			() => (document.createElement('script').text = 'alert(1)'),
			() => window.trustedTypes?.createPolicy('mine', {})
		];
		return tries.map((attempt) => {
			try {
				attempt();
				return 'done';
			} catch (error) {
				return (error as Error).name;
			}
		});
	});

	expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
});

test('no token lies where another script could read it', async ({ page, context }) => {
	await signUp(page);

	const stored = await storedIn(page);

	expect(stored).toContain('voicetodo-user');
	expect(stored).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
	const secrets = (await context.cookies()).filter(({ name }) => /refresh|device/.test(name));
	expect(secrets.length).toBeGreaterThan(0);
	expect(secrets.every(({ httpOnly, value }) => httpOnly && !stored.includes(value))).toBe(true);
});

test('who signs out leaves nothing of theirs in the browser', async ({ page }) => {
	const who = await signUp(page);
	await type(page, 'buy a marzipan crown');
	await expect(row(page, 'marzipan crown')).toBeVisible();
	await expect.poll(() => storedIn(page)).toContain('marzipan crown');

	await page.goto('/settings');
	await page.getByTestId('sign-out').first().click();
	await page.waitForURL('**/sign-in*');

	await expect.poll(() => storedIn(page)).not.toContain('marzipan crown');
	expect(await storedIn(page)).not.toContain(who.email);
});

/** All that scripts of ours can read again later. */
const storedIn = (page: Page) =>
	page.evaluate(async () => {
		const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
		const rows = await Promise.all(
			databases.map(
				(name) =>
					new Promise<string>((resolve) => {
						indexedDB.open(name).onsuccess = ({ target }) => {
							const { result } = target as IDBOpenDBRequest;
							const reading = result.transaction([...result.objectStoreNames]);
							const found: unknown[] = [];
							for (const store of result.objectStoreNames)
								reading.objectStore(store).getAll().onsuccess = (event) =>
									found.push((event.target as IDBRequest).result);
							reading.oncomplete = () => {
								result.close();
								resolve(JSON.stringify(found));
							};
						};
					})
			)
		);
		return [
			JSON.stringify({ ...localStorage }),
			JSON.stringify({ ...sessionStorage }),
			document.cookie,
			...rows
		].join();
	});
