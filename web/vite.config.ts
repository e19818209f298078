import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

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

export default defineConfig({
	plugins: [announcerWithoutInlineStyle(), sveltekit()],
	build: { assetsInlineLimit: 0 },
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
