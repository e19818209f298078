/** Tells when a new version of the app has come, and takes it when the person says so: a page never changes by itself. */
import { m } from '$lib/paraglide/messages';
import { toasts } from './ui/toasts.svelte';

const LOOK_MS = 3_600_000;

/** For the life of the page. */
export async function watchUpdates(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const wasControlled = navigator.serviceWorker.controller !== null;
	const registration = await navigator.serviceWorker.ready;
	const offer = () => {
		if (registration.waiting && wasControlled) offerReload(registration.waiting);
	};
	offer();
	registration.addEventListener('updatefound', () => {
		registration.installing?.addEventListener('statechange', offer);
	});
	setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
}

function offerReload(waiting: ServiceWorker): void {
	toasts.show(m.shell_new_version(), {
		label: m.shell_reload(),
		perform: () => {
			navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
			waiting.postMessage('take over');
		}
	});
}
