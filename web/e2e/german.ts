/** What of a page is said in English, though there are German words for it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

type Message = string | { match: Record<string, string> }[];

const MESSAGES = new URL('../messages/', import.meta.url);
const GERMAN = messagesIn('de');
const ENGLISH = messagesIn('en');
/** How we say that a room is still asking. */
export const MOMENT = GERMAN.get('ui_moment')?.[0] ?? '';

const spoken = new Set([...GERMAN.values()].flat());
const foreign = [...ENGLISH]
	.flatMap(([key, texts]) => texts.filter((text) => !GERMAN.get(key)?.includes(text)))
	.filter((text) => !spoken.has(text));
const sentences = new Set(foreign.filter((text) => !text.includes('{')));
/** Of those that hold values: one with a single word of its own could be anybody's. */
const patterns = foreign.filter((text) => text.includes('{') && wordsOf(text) > 1).map(patternOf);

/** Texts of the page that are English messages, other than those that `people` wrote themselves. */
export async function englishOn(page: Page, people: readonly string[] = []): Promise<string[]> {
	const texts = [await page.title(), ...(await textsOf(page))];
	return texts.filter(
		(text) => !people.includes(text) && (sentences.has(text) || patterns.some((each) => each.test(text)))
	);
}

/** What is seen, and what is read aloud in its place; not what says that it is in a language of its own. */
function textsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found: string[] = [];
		for (const element of document.body.querySelectorAll('*')) {
			if (element.closest('[lang]') !== document.documentElement) continue;
			// The choices of a select are drawn by the browser.
			if (!(element.closest('select') ?? element).checkVisibility()) continue;
			for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
				found.push(element.getAttribute(name) ?? '');
			for (const node of element.childNodes)
				if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
		}
		return [...new Set(found.map((text) => text.replace(/\s+/g, ' ').trim()))].filter(Boolean);
	});
}

function messagesIn(language: string): Map<string, string[]> {
	const folder = new URL(`${language}/`, MESSAGES);
	const files = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
	return new Map(
		files.flatMap((text) =>
			Object.entries(JSON.parse(text) as Record<string, Message>).map(([key, message]) => [
				key,
				said(message)
			])
		)
	);
}

function said(message: Message): string[] {
	return typeof message === 'string' ? [message] : Object.values(message[0]?.match ?? {});
}

function wordsOf(text: string): number {
	return text.replace(/\{\w+\}/g, ' ').match(/\p{L}{2,}/gu)?.length ?? 0;
}

function patternOf(text: string): RegExp {
	const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.+')}$`, 'u');
}
