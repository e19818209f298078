/** `Intl`'s formats in the person's language and region. Each is made once: making one takes longer than using it a hundred times. */
import { intlLocale } from './locale';

const made = new Map<string, unknown>();

function kept<T>(kind: string, options: object, make: (locale: string) => T): T {
	const locale = intlLocale();
	const key = `${kind} ${locale} ${JSON.stringify(options)}`;
	const found = made.get(key) as T | undefined;
	if (found) return found;
	const fresh = make(locale);
	made.set(key, fresh);
	return fresh;
}

export const formats = {
	date: (options: Intl.DateTimeFormatOptions) =>
		kept('date', options, (locale) => new Intl.DateTimeFormat(locale, options)),
	number: (options: Intl.NumberFormatOptions) =>
		kept('number', options, (locale) => new Intl.NumberFormat(locale, options)),
	list: (options: Intl.ListFormatOptions = {}) =>
		kept('list', options, (locale) => new Intl.ListFormat(locale, options))
};
