import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { capsOf } from '../src/lib/features/help/caps';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

const caps = () =>
	['g t', 'mod+z', 'Shift+ArrowDown', 'Delete', 'Escape'].map((keys) => capsOf(keys).join('·'));

describe('a key', () => {
	beforeEach(() => vi.stubGlobal('navigator', { userAgent: 'Linux' }));
	afterEach(() => {
		vi.unstubAllGlobals();
		overwriteGetLocale(() => 'en');
	});

	it('is written as on its cap', () => {
		expect(caps()).toEqual(['G·T', 'Ctrl Z', '⇧↓', 'Delete', 'Esc']);
	});

	it('is written as on the cap of a German keyboard for whoever reads German', () => {
		overwriteGetLocale(() => 'de');

		expect(caps()).toEqual(['G·T', 'Strg Z', '⇧↓', 'Entf', 'Esc']);
	});
});
