declare global {
	// eslint-disable-next-line @typescript-eslint/no-namespace -- SvelteKit looks for exactly this name
	namespace App {}
}

export {};
