import { defineConfig } from '@playwright/test';

/** Against a running server: VOICETODO_URL, by default the one of `make run`. */
export default defineConfig({
	testDir: 'e2e',
	workers: 1,
	timeout: 30_000,
	use: {
		baseURL: process.env.VOICETODO_URL ?? 'http://127.0.0.1:8321',
		locale: 'en-GB',
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
