/** How the words in `messages/` become functions in `src/lib/paraglide/`: for Vite, and for what looks at the code without it. */
/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export default {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	// Which language it is, `src/lib/shared/locale.ts` settles before the first word.
	strategy: ['globalVariable', 'baseLocale'],
	isServer: 'false',
	emitReadme: false
};
