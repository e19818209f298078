/** The language a person reads, and how their part of the world writes dates and numbers in it. */
import {
	baseLocale,
	getLocale,
	getTextDirection,
	isLocale,
	overwriteGetLocale,
	type Locale
} from '$lib/paraglide/runtime';

export { getLocale, isLocale, locales, type Locale } from '$lib/paraglide/runtime';

/** Each in its own words, as somebody looks for it who reads no other. */
export const LANGUAGES: Record<Locale, string> = { en: 'English', de: 'Deutsch' };

const CHOSEN = 'voicetodo-locale';
const FALLBACKS: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };

/**
 * Settles the language before anything is said, once for the life of the page, and tells the browser, for screen readers,
 * hyphenation and spelling: the one that was chosen here, else the first of the browser's that we speak.
 */
export function settleLocale(): void {
	const wished = [chosenLocale(), ...browserTags().map((tag) => tag.split('-')[0])];
	const locale = wished.find((wish) => isLocale(wish)) ?? baseLocale;
	overwriteGetLocale(() => locale);
	document.documentElement.lang = locale;
	document.documentElement.dir = getTextDirection(locale);
}

/** The language that was chosen in this browser; null where it goes by the browser's own. */
export function chosenLocale(): Locale | null {
	try {
		const chosen = localStorage.getItem(CHOSEN);
		return isLocale(chosen) ? chosen : null;
	} catch {
		return null; // storage is refused
	}
}

/** Takes another language, or the browser's own (null): the page begins again in it. */
export function chooseLocale(locale: Locale | null): void {
	if (locale) localStorage.setItem(CHOSEN, locale);
	else localStorage.removeItem(CHOSEN);
	location.reload();
}

/** For `Intl`: the browser's own region where its language is the one that is read, such as `en-US` or `de-AT`. */
export function intlLocale(locale = getLocale()): string {
	return browserTags().find((tag) => tag.startsWith(`${locale}-`)) ?? FALLBACKS[locale];
}

function browserTags(): readonly string[] {
	return typeof document === 'undefined' ? [] : navigator.languages;
}
