/** What a journey needs to know of a browser before its network is taken away. */
import { expect, type Page } from '@playwright/test';

const isKept = (page: Page) =>
	page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');

/** In a browser of its own, with everything that it takes to open without a network. */
export async function opened(page: Page): Promise<void> {
	await expect.poll(() => isKept(page)).toBe(true);
}

/** What this browser keeps in one of its tables. */
export const kept = (page: Page, table: string) =>
	page.evaluate(async (wanted) => {
		const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
		const name = names.find((each) => each.startsWith('voicetodo-')) ?? '';
		return new Promise<{ title?: string }[]>((resolve) => {
			indexedDB.open(name).onsuccess = ({ target }) => {
				const { result } = target as IDBOpenDBRequest;
				result.transaction(wanted).objectStore(wanted).getAll().onsuccess = (event) => {
					result.close();
					resolve((event.target as IDBRequest<{ title?: string }[]>).result);
				};
			};
		});
	}, table);

/** Whether the copy in this browser has a task, and not only the page. */
export const isCopied = async (page: Page, words: string) =>
	(await kept(page, 'todos')).some(({ title }) => title?.includes(words));
