import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import paraglide from './paraglide.config.js';
import { iconsAsMarkup } from './scripts/icons-as-markup.js';

const server = process.env.VOICETODO_URL ?? 'http://127.0.0.1:8321';

/**
 * SvelteKit hides its route announcer with a style attribute, which our `style-src 'self'` refuses.
 * `base.css` hides it instead.
 */
function announcerWithoutInlineStyle(): Plugin {
	return {
		name: 'announcer-without-inline-style',
		enforce: 'pre',
		transform(code, id) {
			if (!id.split('?')[0]?.endsWith('/generated/root.svelte')) return null;
			return { code: code.replace(/(id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1'), map: null };
		}
	};
}

/**
 * What many rooms need comes in two pieces rather than fifty: fetching and linking each took longer than reading it, and
 * together they compress better. Counted are the rooms, frames and dialogs that need a module.
 */
const shared = [
	{ name: 'base', tags: ['$initial' as const], minShareCount: 24 },
	{ name: 'rooms', tags: ['$initial' as const], minShareCount: 4 }
];

export default defineConfig({
	// Tests find the messages written: watching them would keep Vitest from ending.
	plugins: [
		announcerWithoutInlineStyle(),
		iconsAsMarkup(),
		process.env.VITEST ? [] : paraglideVitePlugin(paraglide),
		sveltekit()
	],
	build: { assetsInlineLimit: 0 },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: shared } } } } } },
	server: {
		proxy: {
			'/v1': server,
			'/.well-known': server,
			'/socket.io': { target: server, ws: true }
		}
	},
	// Vitest would take Svelte's server build, in which nothing is reactive.
	resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
	test: { include: ['tests/**/*.test.ts'], environment: 'node' }
});
