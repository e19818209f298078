/** What the palette offers: rooms, lists, filters, labels, things to do, and tasks by words of their title. */
import { goto } from '$app/navigation';
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';
import { chooseLocale, getLocale, LANGUAGES, locales } from '$lib/shared/locale';
import { session } from '$lib/shared/session.svelte';
import { colorOf } from '$lib/shared/todo/colors';
import { isOpen } from '$lib/shared/todo/rooms';
import { fitting, folded } from '$lib/shared/ui/fuzzy';
import type { Choice } from '$lib/shared/ui/Picker.svelte';
import { theme } from '$lib/shared/ui/theme.svelte';

export interface Entry extends Choice {
	perform: () => void;
}

/** What the house does, and the palette only calls. `share` is of the list one is in. */
export type Actions = Record<'addTask' | 'addList' | 'addFilter' | 'undo' | 'help', () => void> & {
	share?: () => void;
};

/** A room that only the house knows of. */
export interface NamedRoom {
	href: string;
	name: string;
}

const MOST_TASKS = 8;
const MOST = 40;

/** `recent` are ids, the latest first: they stand first until something is typed. */
export function entriesFor(
	query: string,
	actions: Actions,
	recent: readonly string[],
	more: readonly NamedRoom[]
): Entry[] {
	const known = [...doings(actions), ...rooms(more), ...lists(), ...filters(), ...labels()];
	if (query.trim() === '') return byRecency(known, recent);
	const found = fitting(known, query, ({ words }) => words);
	return [...found.slice(0, MOST), ...tasks(query), searchFor(query.trim())];
}

function byRecency(entries: Entry[], recent: readonly string[]): Entry[] {
	const place = ({ id }: Entry) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
	return [...entries].sort((a, b) => place(a) - place(b));
}

function doings(actions: Actions): Entry[] {
	const kind = m.palette_action();
	const doing = (id: string, words: string, perform: () => void) => ({
		id: `do ${id}`,
		words,
		kind,
		perform
	});
	return [
		doing('add-task', m.palette_add_task(), actions.addTask),
		doing('add-list', m.lists_new(), actions.addList),
		doing('add-filter', m.lists_new_filter(), actions.addFilter),
		...(actions.share ? [doing('share', m.sharing_share(), actions.share)] : []),
		doing('undo', m.shell_shortcut_undo(), actions.undo),
		doing('theme-light', m.palette_theme_light(), () => theme.choose('light')),
		doing('theme-dark', m.palette_theme_dark(), () => theme.choose('dark')),
		doing('theme-system', m.palette_theme_system(), () => theme.choose('system')),
		...locales
			.filter((locale) => locale !== getLocale())
			.map((locale) =>
				doing(`language-${locale}`, m.palette_language({ language: LANGUAGES[locale] }), () =>
					chooseLocale(locale)
				)
			),
		doing('help', m.lists_shortcuts(), actions.help),
		doing('sign-out', m.lists_sign_out(), () => void session.signOut())
	];
}

function rooms(more: readonly NamedRoom[]): Entry[] {
	const kind = m.palette_room();
	const room = (href: string, words: string) => ({ id: href, words, kind, perform: () => void goto(href) });
	return [
		room('/today', m.rooms_today()),
		room('/inbox', m.rooms_inbox()),
		room('/upcoming', m.rooms_upcoming()),
		room('/search', m.rooms_search()),
		room('/insights', m.palette_insights()),
		room('/archive', m.lists_archive_room()),
		room('/trash', m.trash_title()),
		room('/settings', m.lists_settings()),
		...more.map(({ href, name }) => room(href, name))
	];
}

function lists(): Entry[] {
	return store.categories.map((category) => ({
		id: category.id,
		words: category.name,
		kind: m.palette_list(),
		color: colorOf(category, store.categories),
		perform: () => void goto(`/lists/${category.id}`)
	}));
}

function filters(): Entry[] {
	return store.filters.map(({ id, name }) => ({
		id,
		words: name,
		kind: m.palette_filter(),
		perform: () => void goto(`/filters/${id}`)
	}));
}

function labels(): Entry[] {
	return store.labels.map(({ id, name }) => ({
		id,
		words: `@${name}`,
		kind: m.palette_label(),
		perform: () => void goto(`/labels/${id}`)
	}));
}

/** By whole words typed, in any order: what is scattered over a title would find too many of thousands. */
function tasks(query: string): Entry[] {
	const words = folded(query).split(/\s+/).filter(Boolean);
	const found: Todo[] = [];
	for (const todo of store.todos) {
		if (found.length === MOST_TASKS) break;
		const title = foldedTitle(todo);
		if (isOpen(todo) && words.every((word) => title.includes(word))) found.push(todo);
	}
	return found.map(({ id, title, category_id }) => ({
		id,
		words: title,
		kind: store.category(category_id ?? null)?.name ?? m.rooms_inbox(),
		perform: () => void goto(`${category_id ? `/lists/${category_id}` : '/inbox'}?task=${id}`)
	}));
}

const titles = new WeakMap<Todo, string>();

function foldedTitle(todo: Todo): string {
	const known = titles.get(todo);
	if (known !== undefined) return known;
	const fresh = folded(todo.title);
	titles.set(todo, fresh);
	return fresh;
}

function searchFor(query: string): Entry {
	return {
		id: 'search',
		words: m.palette_search_for({ query }),
		perform: () => void goto(`/search?q=${encodeURIComponent(query)}`)
	};
}
