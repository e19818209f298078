import { defineConfig } from '@playwright/test';

/** Against a running server: VOICETODO_URL, by default the one of `make run`. */
export default defineConfig({
	testDir: 'e2e',
	globalSetup: './e2e/first.ts',
	workers: 1,
	// Where flaky tests are reported, a journey is gone once more, and named at the end if it arrives then (ADR 46).
	retries: process.env.VOICETODO_FLAKY_TESTS === 'reported' ? 1 : 0,
	// Four rooms are looked at by day and by night in one, on a machine that has other things to do.
	timeout: 60_000,
	use: {
		baseURL: process.env.VOICETODO_URL ?? 'http://127.0.0.1:8321',
		locale: 'en-GB',
		// It would fetch every file of the app anew for each person of a test; those of `offline.spec.ts` have it.
		serviceWorkers: 'block',
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-quic',
				'--disable-background-networking',
				'--use-fake-ui-for-media-stream',
				'--use-fake-device-for-media-stream',
				`--use-file-for-fake-audio-capture=${process.env.VOICETODO_CLIP ?? new URL('../bench/clips/living_room_lamp.wav', import.meta.url).pathname}`
			]
		}
	}
});
