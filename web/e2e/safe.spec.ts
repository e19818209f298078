/** What a script of others would meet here. */
import { expect, test } from '@playwright/test';
import { signUp } from './people';

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

	const stored = await page.evaluate(async () => {
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
							reading.oncomplete = () => resolve(JSON.stringify(found));
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

	expect(stored).toContain('voicetodo-user');
	expect(stored).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
	const secrets = (await context.cookies()).filter(({ name }) => /refresh|device/.test(name));
	expect(secrets.length).toBeGreaterThan(0);
	expect(secrets.every(({ httpOnly, value }) => httpOnly && !stored.includes(value))).toBe(true);
});
