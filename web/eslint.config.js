import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const features = readdirSync('src/lib/features');

/** A file may import only from floors below its own: routes → features → shared → api. */
const floor = (files, patterns, message) => ({
	files,
	rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] }
});

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'test-results/', 'src/lib/api/schema.d.ts', 'src/lib/paraglide/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...ts.configs.stylistic,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } } },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] } }
	},
	{
		rules: {
			'no-undef': 'off', // TypeScript checks names
			'max-lines': ['error', { max: 250 }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// These dates are values inside a calculation, never state.
			'svelte/prefer-svelte-reactivity': 'off',
			// The app is always served from the root of its origin; no base path exists to be resolved.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	...features.map((feature) =>
		floor(
			[`src/lib/features/${feature}/**`],
			features.filter((other) => other !== feature).map((other) => `**/features/${other}/**`),
			'Features do not import each other: compose them in a route, or move what they share to shared/.'
		)
	),
	floor(['src/lib/shared/**'], ['**/features/**'], 'Shared code knows no feature.'),
	floor(['src/lib/api/**'], ['**/features/**', '**/shared/**'], 'The API client stands on nothing of ours.')
);
